package glassprop.kernel;

/**
 * Looks whether the thread that asked for a computation has been interrupted: long loops do so every few milliseconds, and end.
 *
 * <p>A look takes about a nanosecond. Loops that are over in less than a millisecond don't look, so that a thread told to stop can still do
 * small things. Only loops whose results nobody sees yet may look: what changes numbers in place runs to its end.
 */
public final class Interruption {
  /** Numbers in a part of an elementwise loop after which it looks: some milliseconds for the slowest functions. */
  static final int NUMBERS = 1 << 20;

  /** Numbers that an op's own loop goes through between two looks. */
  private static final int FEW_NUMBERS = 1 << 16;

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

  /** In step i of a loop, from 0, whose steps go through so many numbers each: looks if it is time, which in a short loop it never is. */
  public static void check(int i, int numbers) {
    int mask = Integer.highestOneBit(Math.max(1, FEW_NUMBERS / Math.max(1, numbers))) - 1; // no division in the loop
    if ((i & mask) == mask) {
      check();
    }
  }
}
