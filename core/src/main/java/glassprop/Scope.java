package glassprop;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a computation: whether it is recorded, and which derivative functions concern it.
 *
 * @param recording whether ops on tracked tensors are recorded
 * @param remedy why not, and what to do, for messages
 * @param inside the innermost derivative function around it that concerns it
 * @param closed whether only that one and those around it concern it, and none that was at work outside of a {@link Autodiff#noGrad}
 */
record Scope(boolean recording, String remedy, @Nullable Pass inside, boolean closed) {
  /** Everything is recorded, and there is no derivative function around. */
  static final Scope OUTERMOST = new Scope(true, "", null, false);

  /** Nothing is recorded, and to the derivative functions outside what is computed here is constant. */
  static final Scope NO_GRAD = new Scope(false, "noGrad records nothing; compute it outside of noGrad", null, true);

  private static final String CODE =
      "the code of a custom function is not recorded here; for a derivative of what it computes take vjp or jacobian, which record what they"
          + " differentiate, or compute it in Autodiff.recording(…)";

  /** As {@link #NO_GRAD}, for code that the user did not put into it. */
  static final Scope UNRECORDED_CODE = new Scope(false, CODE, null, true);

  static Scope current() {
    return Context.current().scope();
  }

  /** This scope, recorded or not as suits the code in it; the same derivative functions concern it. */
  Scope recording(boolean whether) {
    return new Scope(whether, whether ? "" : CODE, inside, closed);
  }

  /** The scope of a function to which a derivative function gives inputs: it is recorded, wherever the derivative is asked for. */
  Scope of(Pass pass) {
    return new Scope(true, "", pass, closed);
  }

  <T> T run(Supplier<T> computation) {
    return Context.current().with(this).run(computation);
  }
}
