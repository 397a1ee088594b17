package glassprop;

import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a computation on its thread: the scope that says what is differentiated, and who else wants to know what is computed.
 *
 * <p>All of it in one scoped value, since every op looks here, and a look costs a part of a small op.
 *
 * @param scope what is recorded, and for which derivative functions
 * @param tape where every op that is applied is written down; null if none asks for that
 * @param reads the functions of which is noted what they read, the innermost first; null if none asks for that
 * @param tracing whether the first NaN or infinity is looked for: see {@link Anomaly}
 * @param rule the step whose rule is being evaluated, in words, where that is traced; else empty
 * @param rerun the part that runs again; null if none does
 */
record Context(
    Scope scope,
    @Nullable List<Tape.Entry> tape,
    @Nullable Deque<Reads> reads,
    boolean tracing,
    String rule,
    Checkpoint.@Nullable Rerun rerun) {
  private static final ScopedValue<Context> CURRENT = ScopedValue.newInstance();
  private static final Context OUTERMOST = new Context(Scope.OUTERMOST, null, null, false, "", null);

  static Context current() {
    return CURRENT.isBound() ? CURRENT.get() : OUTERMOST;
  }

  <T> T run(Supplier<T> computation) {
    return ScopedValue.where(CURRENT, this).call(computation::get);
  }

  Context with(Scope other) {
    return new Context(other, tape, reads, tracing, rule, rerun);
  }

  Context onTape(List<Tape.Entry> entries) {
    return new Context(scope, entries, reads, tracing, rule, rerun);
  }

  Context noting(Deque<Reads> running) {
    return new Context(scope, tape, running, tracing, rule, rerun);
  }

  Context traced() {
    return new Context(scope, tape, reads, true, rule, rerun);
  }

  Context inRule(String step) {
    return new Context(scope, tape, reads, tracing, step, rerun);
  }

  Context rerunning(Checkpoint.Rerun part) {
    return new Context(scope, tape, reads, tracing, rule, part);
  }
}
