package glassprop.cli.terminal;

import java.nio.charset.Charset;
import org.jline.nativ.CLibrary;

/**
 * What a stream can show.
 *
 * @param terminal whether a person sees it as it comes
 * @param colours whether colours are wanted: on a terminal, unless NO_COLOR is set or the terminal is a dumb one
 * @param width in characters
 */
public record Screen(boolean terminal, boolean colours, int width) {
  /** What can't be asked for its width is taken to be as wide. */
  public static final int USUAL_WIDTH = 80;

  /** A file, a pipe, or what a test reads. */
  public static final Screen PLAIN = new Screen(false, false, USUAL_WIDTH);

  private static final int NARROWEST = 20;

  /** Keeps the width within bounds. */
  public Screen {
    width = width <= 0 ? USUAL_WIDTH : Math.max(NARROWEST, width);
  }

  /**
   * What standard output (1) or standard error (2) can show.
   *
   * @param charset the stream's; bars and tables need Unicode, so that others count as no terminal
   */
  public static Screen of(int descriptor, Charset charset) {
    String noColour = System.getenv("NO_COLOR");
    boolean dumb = "dumb".equals(System.getenv("TERM")) || !charset.newEncoder().canEncode('█');
    if (dumb || !isTerminal(descriptor)) {
      return PLAIN;
    }
    return new Screen(true, noColour == null || noColour.isEmpty(), width(descriptor));
  }

  private static boolean isTerminal(int descriptor) {
    try {
      return CLibrary.isatty(descriptor) == 1;
    } catch (LinkageError _) {
      return false; // a platform that jline has no library for: plain text is readable everywhere
    }
  }

  private static int width(int descriptor) {
    CLibrary.WinSize size = new CLibrary.WinSize();
    return CLibrary.ioctl(descriptor, CLibrary.TIOCGWINSZ, size) == 0 ? size.ws_col : USUAL_WIDTH;
  }
}
