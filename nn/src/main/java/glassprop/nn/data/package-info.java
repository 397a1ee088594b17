/**
 * Real data files, read with care and turned into numbers.
 *
 * <p>The way of the data: {@link glassprop.nn.data.Csv} reads a {@link glassprop.nn.data.Table} and
 * {@link glassprop.nn.data.Idx} reads {@link glassprop.nn.data.Images}; {@link glassprop.nn.data.Problem} says what is
 * to be predicted and as which {@link glassprop.nn.data.Task}; {@link glassprop.nn.data.Split} parts the rows;
 * {@link glassprop.nn.data.TableEncoder} and {@link glassprop.nn.data.ImageEncoder}, fitted on the training part only
 * and saved with the model, turn rows into numbers. Whatever is wrong with a file is a
 * {@link glassprop.nn.data.DataException}; whatever was decided for the user is in a list of notes.
 *
 * <p>Arrays and records only: this package knows nothing of tensors, models or training.
 */
@NullMarked
package glassprop.nn.data;

import org.jspecify.annotations.NullMarked;
