package glassprop;

/** How cotangents pass a step whose rule is not made of terms. */
sealed interface Code permits Code.Rule, Checkpoint {

  /** A rule that somebody wrote as code. */
  record Rule(Pullback pullback) implements Code {}
}
