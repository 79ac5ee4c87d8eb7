/**
 * Values of the component model as plain Java objects, always read together with their type:
 *
 * <ul>
 *   <li>bool is a {@link java.lang.Boolean}
 *   <li>s8, u8, s16, u16, s32 are an {@link java.lang.Integer}
 *   <li>u32, s64, u64 are a {@link java.lang.Long}; a u64 above the range is the number with the same bits
 *   <li>f32 is a {@link java.lang.Float}, f64 a {@link java.lang.Double}
 *   <li>char is a {@link dev.perigord.wasm.component.value.CodePoint}, string a {@link java.lang.String}
 *   <li>a list of numbers or booleans is an array of the narrowest fitting Java type, with the bits of unsigned
 *       numbers; any other list is a {@link java.util.List} (see {@link dev.perigord.wasm.component.value.ListValues})
 *   <li>a tuple is a {@link java.util.List}, a map a {@link java.util.Map}
 *   <li>a record is a {@link dev.perigord.wasm.component.value.RecordValue}
 *   <li>variant, enum, option and result are a {@link dev.perigord.wasm.component.value.VariantValue}
 *   <li>flags are a {@link dev.perigord.wasm.component.value.FlagsValue}
 * </ul>
 */
package dev.perigord.wasm.component.value;
