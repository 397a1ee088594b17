package glassprop;

import java.util.List;
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

  /** The gradient after every hook. */
  Tensor apply(Node node, Tensor gradient) {
    List<Entry> all = entries;
    Tensor current = gradient;
    for (Entry entry : all == null ? List.<Entry>of() : all) {
      Tensor next;
      try {
        next = entry.hook.apply(current);
      } catch (RuntimeException e) {
        throw new GraphException("backward: a hook of " + node + " failed: " + e.getMessage(), e);
      }
      if (!next.type().equals(node.type())) {
        throw new GraphException(
            "backward: a hook of %s gave a gradient %s, expected %s".formatted(node, next.type(), node.type()));
      }
      current = next;
    }
    return current;
  }
}
