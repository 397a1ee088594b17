package glassprop.rule;

import glassprop.op.Op;
import glassprop.op.Program;
import glassprop.op.Site;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Programs that were asked for lately. An op at a site has one program, so that no result depends on what is remembered here, and threads may
 * write at the same time: an entry is whole, and the last one stays.
 */
final class Remembered {
  private static final int PLACES = 1 << 11; // a power of two; what comes to a place that is taken takes it over
  private static final @Nullable Remembered[] TABLE = new @Nullable Remembered[PLACES];

  private final Op op;
  private final Site site;
  private final Program program;

  private Remembered(Op op, Site site, Program program) {
    this.op = op;
    this.site = site;
    this.program = program;
  }

  /** The program of an op at a site, made if it is not remembered. */
  static Program program(Op op, Site site, Supplier<Program> made) {
    int hash = 31 * op.hashCode() + site.hashCode();
    int place = (hash ^ hash >>> 16) & PLACES - 1;
    Remembered known = TABLE[place];
    if (known != null && known.op.equals(op) && known.site.equals(site)) {
      return known.program;
    }
    Program program = made.get();
    TABLE[place] = new Remembered(op, site, program);
    return program;
  }
}
