package glassprop.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Arrays that are used again: how many of them wait, and what happens when the heap is full. */
class PoolTest {

  @Test
  void whatAKernelPacksInEverNewLengthsIsBoundedWithinOneScope() {
    Pool pool = new Pool();
    pool.run(() -> {
      for (int n = 1; n <= 1000; n++) {
        float[] packed = Pool.floats(500 * n);
        Pool.giveBack(packed);
        assertThat(pool.heldBytes()).isLessThanOrEqualTo(2L * packed.length * Float.BYTES + Pool.SLACK);
      }
      return 0;
    });
  }

  @Test
  void lengthsThatNeverComeBackAreForgotten() {
    Pool pool = new Pool();
    pool.run(() -> {
      for (int n = 64; n < 20_000; n++) {
        assertThat(Pool.floats(n)).hasSize(n);
      }
      return 0;
    });
    assertThat(pool.lengths()).isLessThan(100);
  }

  @Test
  void theLengthThatWasUsedLastIsTheOneThatStays() {
    Pool pool = new Pool();
    float[] old = new float[300_000];
    float[] fresh = new float[300_001];
    pool.run(() -> {
      Pool.giveBack(old); // 1.2 MB, and nothing was taken yet: above the bound with the next one
      Pool.giveBack(fresh);
      assertThat(pool.takeFloats(fresh.length, "a test")).isNotSameAs(old);
      return 0;
    });
    assertThat(pool.heldBytes()).isLessThanOrEqualTo(Pool.SLACK);
  }

  @Test
  void whenTheHeapIsFullWhatLiesFreeIsLetGoAndTheArrayIsMade() {
    Pool pool = new Pool();
    List<Long> heldAtEachTry = new ArrayList<>();
    IntFunction<float[]> fullOnce = n -> {
      heldAtEachTry.add(pool.heldBytes());
      if (heldAtEachTry.size() == 1) {
        throw new OutOfMemoryError("as the JVM says it");
      }
      return new float[n];
    };
    float[] made =
        pool.run(() -> {
          Pool.giveBack(new float[1000]);
          return Heap.made(100, Float.BYTES, "a test", fullOnce);
        });
    assertThat(made).hasSize(100);
    assertThat(heldAtEachTry).containsExactly(4000L, 0L);
  }

  @Test
  void anArrayThatFitsIntoNoHeapIsToldWithItsBytesAndNothingStaysHeld() {
    Pool pool = new Pool();
    IntFunction<float[]> full = n -> {
      throw new OutOfMemoryError("as the JVM says it");
    };
    assertThatThrownBy(() -> pool.run(() -> {
      Pool.giveBack(new float[1000]);
      return Heap.made(300, Float.BYTES, "W1 (20, 15)", full);
    })).isInstanceOf(AllocationException.class).hasMessageContaining("no room for W1 (20, 15)").hasMessageContaining("1200 bytes")
        .hasMessageContaining("-Xmx");
    assertThat(pool.heldBytes()).isZero();
    for (long length : new long[] {Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> Heap.doubles(length, "a test")).isInstanceOf(AllocationException.class).hasMessageContaining("bytes");
    }
  }
}
