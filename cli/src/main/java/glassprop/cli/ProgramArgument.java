package glassprop.cli;

import glassprop.cli.terminal.Failure;
import glassprop.lens.expression.ExpressionException;
import glassprop.lens.expression.Program;
import glassprop.text.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/** A program as the command line gives it: its text, or {@code @} and the name of a file that has it. */
public final class ProgramArgument {
  private static final int LONGEST = 1 << 20;

  private ProgramArgument() {}

  /**
   * Reads a program.
   *
   * @param command that takes it, as errors name it
   * @throws ExpressionException if it isn't one
   * @throws Failure if its file can't be read
   */
  public static Program read(String argument, String command) {
    if (argument.startsWith("--")) {
      throw Failure.ofInput(
          String.format(Locale.ROOT, "%1$s is no option of %2$s; see glassprop %2$s --help", Visible.escaped(argument), command));
    }
    if (!argument.startsWith("@")) {
      return Program.parse(argument);
    }
    String name = argument.substring(1);
    if (name.isEmpty()) {
      throw Failure.ofInput("expected the name of a file after @, as in @net.gp");
    }
    try {
      return Program.parse(text(new PathConverter().convert(name)), name);
    } catch (TypeConversionException e) {
      throw Failure.ofInput(String.valueOf(e.getMessage()));
    }
  }

  private static String text(Path file) {
    String shown = Visible.escaped(file.toString());
    if (Files.isDirectory(file)) {
      throw Failure.ofInput(shown + " is a folder; expected a file with a program");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw Failure.ofInput(shown + " has more than " + LONGEST + " bytes; expected a program");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw Failure.ofInput(shown + " is no text in UTF-8; expected a program");
    } catch (NoSuchFileException _) {
      throw Failure.ofInput("there is no file " + shown);
    } catch (AccessDeniedException _) {
      throw Failure.ofInput(shown + " may not be read");
    } catch (IOException e) {
      throw Failure.ofInput(shown + " can't be read: " + e.getMessage());
    }
  }
}
