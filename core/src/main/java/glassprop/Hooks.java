package glassprop;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The hooks of one node, in the order in which they were attached. Most nodes have none, and then nothing is allocated. */
final class Hooks {
  private volatile @Nullable List<Entry> entries;

  private static final class Entry {
    final GradientHook hook;

    Entry(GradientHook hook) {
      this.hook = hook;
    }
  }

  synchronized GradientHook.Registration add(GradientHook hook) {
    Objects.requireNonNull(hook, "hook: expected a function of the gradient, came null");
    List<Entry> all = entries;
    if (all == null) {
      all = new CopyOnWriteArrayList<>();
      entries = all;
    }
    Entry entry = new Entry(hook);
    all.add(entry);
    List<Entry> own = all;
    return () -> own.remove(entry);
  }

  boolean isEmpty() {
    List<Entry> all = entries;
    return all == null || all.isEmpty();
  }

  /** The gradient after every hook. Each sees numbers of its own, which it may keep. */
  Tensor apply(Node node, Tensor gradient) {
    List<Entry> all = entries;
    Tensor current = gradient;
    for (Entry entry : all == null ? List.<Entry>of() : all) {
      @Nullable Tensor next; // a function that somebody wrote may give null all the same
      try {
        next = entry.hook.apply(Owned.safe(current));
      } catch (RuntimeException e) {
        throw new GraphException("backward: a hook of " + of(node) + " failed: " + e.getMessage(), e);
      }
      if (next == null || !next.type().equals(node.type())) {
        throw new GraphException(
            String.format(Locale.ROOT,
                "backward: a hook of %s gave %s, expected %s; a hook that only looks returns the gradient that it got",
                of(node), next == null ? "null" : "a gradient " + next.type(), node.type()));
      }
      current = next;
    }
    return current;
  }

  private static String of(Node node) {
    return switch (node) {
      case Leaf leaf -> leaf.toString();
      case Step step -> "the result of " + step;
    };
  }
}
