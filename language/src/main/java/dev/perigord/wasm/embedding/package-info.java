/**
 * What embedders need beside {@code org.graalvm.polyglot}: Java types for the values of components.
 *
 * <p>{@link dev.perigord.wasm.embedding.WasmHostAccess} makes {@code Value.as} understand Java types of the embedder,
 * {@link dev.perigord.wasm.embedding.Bindings} converts values and Java objects one by one, and
 * {@link dev.perigord.wasm.embedding.ComponentException} is how a function of the embedder returns an error.
 *
 * <table>
 *   <caption>The Java types of WIT types</caption>
 *   <tr><th>WIT</th><th>Java</th></tr>
 *   <tr><td>bool, s8 to s64, f32, f64</td><td>boolean, byte to long, float, double, and their boxes</td></tr>
 *   <tr><td>u8, u16, u32, u64</td><td>a type that has room: short, int, long, {@code BigInteger}</td></tr>
 *   <tr><td>char, string</td><td>{@code String}; a char may be a Java char if it is in the basic plane</td></tr>
 *   <tr><td>list, tuple</td><td>{@code List}, arrays; {@code byte[]} for list&lt;u8&gt;; a tuple may be a record</td></tr>
 *   <tr><td>record</td><td>a record with components of the same names in camelCase</td></tr>
 *   <tr><td>variant</td><td>a sealed interface; each case is a record whose name is the case's in PascalCase and whose
 *       component is the payload; a case with several components has a tuple or record as payload</td></tr>
 *   <tr><td>enum</td><td>an enum with constants in CONSTANT_CASE</td></tr>
 *   <tr><td>flags</td><td>{@code Set} of such an enum, or a record of booleans</td></tr>
 *   <tr><td>option</td><td>{@code Optional}</td></tr>
 *   <tr><td>result</td><td>as a function's result: the value, or an exception; elsewhere
 *       {@link dev.perigord.wasm.embedding.Result}</td></tr>
 *   <tr><td>interface, world, resource</td><td>an interface with methods of the same names in camelCase</td></tr>
 * </table>
 */
package dev.perigord.wasm.embedding;
