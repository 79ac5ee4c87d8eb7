# Which run-time executes the guest, and what the JVM needs for it. docs/startup.md tells users about it.
#
#   fallback    Truffle's run-time without a compiler of its own: guests are compiled by HotSpot. Starts from an AOT cache.
#   optimizing  Truffle's run-time with the Graal compiler. The tools need it. A JDK that contains the compiler starts it from an AOT cache, too;
#               a stock JDK refuses one.

# Sets run_time for the arguments of `wasm`, and program to the file that is run, if any. WASM_RUNTIME overrides what is decided here.
choose_run_time() {
  read_arguments "$@"
  case ${WASM_RUNTIME:-auto} in
    fallback | optimizing) run_time=$WASM_RUNTIME ;;
    auto) ;;
    *)
      echo "wasm: WASM_RUNTIME is fallback, optimizing or auto, not '$WASM_RUNTIME'" >&2
      return 1
      ;;
  esac
}

read_arguments() {
  run_time=fallback
  program=
  command=
  while [ $# -gt 0 ]; do
    case $1 in
      --)
        if [ -z "$command" ] || [ "$command" = run ]; then program=${2-}; fi
        break
        ;;
      --dir | --env | --argv0 | --invoke | --with | --plug | --output | -o | --world | --features | --encoding | --adapt | --java | --package)
        # The option's value is the next argument.
        if [ $# -gt 1 ]; then shift; fi
        ;;
      --dir=* | --env=* | --argv0=* | --invoke=* | --with=* | --plug=* | --output=*) ;;
      --world=* | --features=* | --encoding=* | --adapt=* | --java=* | --package=* | --wasm | --all-features) ;;
      --wasm.* | --version | -V | -) ;;
      -*)
        # Engine options, tools, help about them all; what is unknown is for GraalVM's launcher to refuse.
        run_time=optimizing
        break
        ;;
      *)
        # The first word may be the command. What follows the file of `run` belongs to the guest.
        case $command,$1 in
          ,run | ,wast | ,parse | ,print | ,validate | ,compose | ,wit | ,embed | ,new | ,bindgen | ,train) command=$1 ;;
          ,* | run,*)
            program=$1
            break
            ;;
        esac
        ;;
    esac
    shift
  done
}

# Sets cache_flag to the JVM's flag for the AOT cache if the run-time can use one; makes the cache if there is none for this JDK,
# these jars and this folder. A folder that cannot be written, or a JVM that cannot make a cache, only costs the time it would save.
use_aot_cache() {
  cache_flag=
  if [ "$run_time" = optimizing ] && [ -z "$jdk_contains_graal" ]; then return 0; fi
  cache=$runtime/aot/$run_time.aot
  if ! is_cache_current; then
    make_cache || return 0
  fi
  if [ -f "$cache" ]; then cache_flag=-XX:AOTCache=$cache; fi
}

# What the cache was made for stands in a file beside it, which is written last, also where making it has failed.
is_cache_current() {
  made_for=
  if [ -r "$cache.made-for" ]; then read -r made_for <"$cache.made-for"; fi
  [ "$made_for" = "$JAVA_HOME $jdk_version $runtime" ] || return 1
  for file in "$runtime"/base/*.jar "$runtime"/optimizing/*.jar "$root"/launcher/src/main/shell/*.sh "$root"/launcher/src/main/training/*; do
    if [ "$file" -nt "$cache.made-for" ]; then return 1; fi
  done
}

# Makes the cache from a run of the training programs. Of several that start at once, one makes it and the others do without.
make_cache() {
  mkdir -p "$runtime/aot" 2>/dev/null && [ -w "$runtime/aot" ] || return 1
  if ! (set -C && echo $$ >"$cache.lock") 2>/dev/null; then
    maker=
    read -r maker <"$cache.lock" || true
    # Left by one that was killed: the next start tries again.
    kill -0 "${maker:-none}" 2>/dev/null || rm -f "$cache.lock"
    return 1
  fi
  if [ -t 2 ]; then echo "wasm: preparing for fast starts with this JDK (once) ..." >&2; fi
  (
    trap 'rm -f "$cache.lock" "$cache.new" "$cache.new.config"' EXIT
    trap 'exit 1' HUP INT TERM
    program=
    # Small parts, so that functions of the training programs are cut as large ones are.
    WASM_JAVA_OPTIONS=-Dperigord.part=400
    cache_flag=-XX:AOTCacheOutput=$cache.new
    (launch train --dir "$root/launcher::/" "$root"/launcher/src/main/training/*.wat) </dev/null >/dev/null 2>&1 || true
    rm -f "$cache"
    if [ -f "$cache.new" ]; then mv -f "$cache.new" "$cache"; fi
    echo "$JAVA_HOME $jdk_version $runtime" >"$cache.made-for"
  )
}

# Whether the program has more than 1,000 KiB, counted in blocks of 512 bytes.
is_large() {
  case $program in
    "") return 1 ;;
    /*) set -- "$program" ;;
    *) set -- "./$program" ;; # find takes a name that begins with a sign for one of its words
  esac
  [ -n "$(find -H "$1" -prune -type f -size +2000 2>/dev/null)" ]
}

# Becomes the JVM that runs the launcher with these arguments. HotSpot's flags:
#   -Xss64m                      guests may recurse deeply
#   -XX:+UseSerialGC             starts faster than G1, and guests' memories are not in the heap
#   -XX:-DontCompileHugeMethods  a guest's function may be a method of more than 8,000 bytes, which would be interpreted for ever
#   -XX:MaxRecursiveInlineLevel  guests' functions that call themselves contain themselves twice, not once
launch() {
  set -- -m dev.perigord.wasm.launcher/dev.perigord.wasm.launcher.WasmLauncher "$@"
  if [ "$run_time" = fallback ]; then
    # HotSpot's compilers make way for the guest where they compete for a core: 5 is a nice value, which every user may set, though the JVM
    # would warn that it may not.
    # What the launcher itself runs is compiled after eight times as many calls as HotSpot's defaults have it, since a short run has called most
    # of it for the last time by then; functions of the guest as by default, and of a large program also what decodes it and makes byte code of
    # it, which is most of the work then. A method that the cache has a profile of needs no threshold to
    # be compiled by C2: it suffices that its calls are counted again, after 2,048 by default, here after 8 x 2^13 (loops: 8 x 2^16).
    # While C2 has methods waiting, no others are given code that collects profiles for it, which is up to three times as slow: they wait in
    # code that counts only.
    # Truffle's attach library, which it unpacks in the user's folder and loads, only gives the native access that is given below: there
    # is none by that name, and no warning of it.
    soon=dev.perigord.wasm.generated
    if is_large; then soon=dev.perigord.wasm; fi
    # shellcheck disable=SC2086
    set -- --module-path="$runtime/base" -Dtruffle.UseFallbackRuntime=true -Dpolyglot.engine.WarnInterpreterOnly=false \
      -XX:ThreadPriorityPolicy=1 -XX:CompilerThreadPriority=5 -XX:-PrintWarnings \
      -XX:CompileThresholdScaling=8 -XX:Tier2InvokeNotifyFreqLog=13 -XX:Tier2BackedgeNotifyFreqLog=16 \
      -XX:Tier3DelayOn=0 -XX:Tier3DelayOff=0 \
      -XX:CompileCommand=quiet "-XX:CompileCommand=CompileThresholdScaling,$soon.*::*,0.125" \
      -Dtruffle.attach.library=none -Dpolyglotimpl.AttachLibraryFailureAction=ignore ${WASM_JAVA_OPTIONS-} "$@"
  else
    # shellcheck disable=SC2086
    set -- --module-path="$runtime/base:$runtime/optimizing" ${WASM_JAVA_OPTIONS-} "$@"
    if [ -z "$jdk_contains_graal" ]; then set -- --upgrade-module-path="$runtime/compiler" "$@"; fi
    if [ -z "$jdk_graalvm" ]; then set -- -XX:+UnlockExperimentalVMOptions -XX:+EnableJVMCI "$@"; fi
  fi
  # The JVM checks the cache and does without one that does not fit, for example because of WASM_JAVA_OPTIONS;
  # it would say so on the guest's standard output.
  if [ -n "$cache_flag" ]; then set -- "$cache_flag" '-Xlog:aot*=off,cds*=off' "$@"; fi
  # The machine's vectors, which only this release of HotSpot, with its own compiler, is known to have in this way.
  if [ -z "$jdk_graalvm" ] && [ "${jdk_version%%.*}" = 25 ]; then
    set -- -XX:+UnlockExperimentalVMOptions -XX:+EnableVectorSupport -XX:+EnableVectorReboxing \
      -XX:+EnableVectorAggressiveReboxing --add-exports=java.base/jdk.internal.vm.vector=dev.perigord.wasm.nodes "$@"
  fi
  exec "$JAVA_HOME/bin/java" -Xss64m -XX:+UseSerialGC -XX:-DontCompileHugeMethods -XX:MaxRecursiveInlineLevel=2 \
    --add-exports=java.base/jdk.internal.vm=dev.perigord.wasm.nodes \
    --add-exports=java.base/jdk.internal.misc=ALL-UNNAMED --add-exports=java.base/jdk.internal.util=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow \
    --enable-native-access=org.graalvm.truffle,dev.perigord.wasm.nodes,dev.perigord.wasm.wasi,org.graalvm.launcher \
    -Dperigord.terminals="$terminals" -Dperigord.ahead=true "$@"
}
