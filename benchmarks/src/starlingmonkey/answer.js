export function answer(path) {
  return 'hello ' + path;
}
