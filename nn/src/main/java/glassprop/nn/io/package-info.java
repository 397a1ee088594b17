/**
 * Model files: named arrays, whole or not at all.
 *
 * <p>{@link glassprop.nn.io.Safetensors} reads and writes the public safetensors format: data only, no code, no class
 * names. {@link glassprop.nn.io.AtomicFile} puts any content into place so that a crash, a full disk or a second
 * process leaves either the old file or the new one. Whatever goes wrong is a {@link
 * glassprop.nn.io.ModelFileException}.
 *
 * <p>{@link glassprop.nn.io.Naming} says what other systems call the parameters of a network.
 *
 * <p>Imports arrays, networks, the JDK and Jackson's streaming parser. It knows nothing of optimizers or training.
 */
@NullMarked
package glassprop.nn.io;

import org.jspecify.annotations.NullMarked;
