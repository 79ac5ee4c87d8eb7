/**
 * How Java code implements WIT interfaces for components: functions over lifted values (package
 * {@link dev.perigord.wasm.component.value}), never over linear memory.
 */
package dev.perigord.wasm.component.host;
