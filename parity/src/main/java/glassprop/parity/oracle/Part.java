package glassprop.parity.oracle;

import glassprop.array.NdArray;

/** One array of what a system gave, with a name for messages. */
public record Part(String name, NdArray numbers) {}
