/** WAVE, the text notation for component values: reads and writes values of a known type. */
package dev.perigord.wasm.component.wave;
