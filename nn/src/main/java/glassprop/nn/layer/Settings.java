package glassprop.nn.layer;

/** What layers require of their settings. */
final class Settings {
  private Settings() {}

  static void requireEpsilon(String layer, double epsilon) {
    if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(layer + ": epsilon " + epsilon + ": expected a finite number above 0");
    }
  }
}
