package glassprop.cli.terminal;

/** Colours and weights, as escape sequences or, where there are none, as nothing. */
public enum Ink {
  /** Headings. */
  BOLD("1"),
  /** What matters less. */
  DIM("2"),
  /** What is as it should be. */
  GOOD("32"),
  /** What deserves a look. */
  WARNING("33"),
  /** What is wrong. */
  BAD("31"),
  /** Bars and file names. */
  ACCENT("36");

  private static final String ESCAPE = "\u001b[";
  private static final String RESET = ESCAPE + "0m";

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  /** The text in this ink, if the screen has colours. */
  public String on(Screen screen, String text) {
    return screen.colours() && !text.isEmpty() ? ESCAPE + code + "m" + text + RESET : text;
  }

  /** The text in colours of the 256-colour palette; a negative number leaves one as it is. */
  static String palette(int foreground, int background, String text) {
    StringBuilder out = new StringBuilder();
    if (foreground >= 0) {
      out.append(ESCAPE).append("38;5;").append(foreground).append('m');
    }
    if (background >= 0) {
      out.append(ESCAPE).append("48;5;").append(background).append('m');
    }
    return out.append(text).append(RESET).toString();
  }
}
