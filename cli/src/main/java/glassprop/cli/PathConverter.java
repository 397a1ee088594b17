package glassprop.cli;

import glassprop.text.Visible;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of files. In a locale that isn't UTF-8, Java can't pass on names with other letters. */
final class PathConverter implements ITypeConverter<Path> {
  @Override
  public Path convert(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException _) {
      throw new TypeConversionException("'" + Visible.escaped(name) + "' is no file name in this locale; set"
          + " LC_ALL=C.UTF-8, or give the file a plain name");
    }
  }
}
