/**
 * PyTorch as an oracle: {@link glassprop.parity.pytorch.LibTorch} asks its native library, in the words of {@link
 * glassprop.parity.pytorch.TorchVocabulary}.
 *
 * <p>Nothing else may name its classes.
 */
@NullMarked
package glassprop.parity.pytorch;

import org.jspecify.annotations.NullMarked;
