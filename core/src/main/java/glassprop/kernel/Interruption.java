package glassprop.kernel;

/**
 * Looks whether the thread that asked for a computation has been interrupted: long loops do so every few milliseconds, and end.
 *
 * <p>A look takes about a nanosecond. Loops that are over in less than a millisecond don't look, so that a thread told to stop can still do
 * small things. Only loops whose results nobody sees yet may look: what changes numbers in place runs to its end.
 */
public final class Interruption {
  /** Numbers that a loop goes through between two looks: a few milliseconds for the slowest functions, some 10 µs for the fastest. */
  static final int NUMBERS = 1 << 16;

  /** A part of a loop. */
  public interface Part {
    /** Goes through the numbers from one index to another, exclusive. */
    void run(int from, int to);
  }

  private Interruption() {}

  /**
   * Ends the computation if the thread that asked for it, which may have shared it out to this one, has been interrupted.
   *
   * @throws ComputationInterruptedException if so; the thread stays interrupted
   */
  public static void check() {
    if (Team.caller().isInterrupted()) {
      throw new ComputationInterruptedException();
    }
  }

  /** Runs a loop over n numbers, and looks between its parts: in a short loop, which has but one, never. */
  public static void inParts(int n, Part part) {
    int from = 0;
    for (; n - from > NUMBERS; from += NUMBERS) {
      part.run(from, from + NUMBERS);
      check();
    }
    part.run(from, n);
  }

  /** In step i of a loop, from 0, whose steps go through so many numbers each: looks if it is time, which in a short loop it never is. */
  public static void check(int i, int numbers) {
    int mask = Integer.highestOneBit(Math.max(1, NUMBERS / Math.max(1, numbers))) - 1; // no division in the loop
    if ((i & mask) == mask) {
      check();
    }
  }
}
