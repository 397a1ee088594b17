package glassprop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.op.convolution.Convolution;
import glassprop.op.convolution.Window;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a convolution allocates beside its result is a block of patches, not the patches of a batch. */
class ConvolutionMemoryTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @EnumSource
  void patchesOfABatchAreNeverAllAtOnce(Convolution.Role role) {
    Window window = new Window(40, 5, 1, 2, 1);
    Shape x = Shape.of(32, 8, 40, 40);
    Shape w = Shape.of(4, 8, 5, 5);
    Shape y = Shape.of(32, 4, 40, 40);
    long patches = 4L * 32 * 8 * 5 * 5 * 40 * 40; // 41 MB
    Convolution convolution = new Convolution(role, window, window, 1);
    List<NdArray> inputs =
        switch (role) {
          case OUTPUT -> zeros(x, w);
          case IMAGES -> zeros(y, w);
          case WEIGHTS -> zeros(x, y);
        };
    TensorType type = convolution.type(inputs.stream().map(NdArray::type).toList());

    long before = THREADS.getCurrentThreadAllocatedBytes();
    NdArray result = convolution.value(Kernels.scalar(), inputs, type);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated - 4L * result.size()).isLessThan(patches / 20);
  }

  private static List<NdArray> zeros(Shape first, Shape second) {
    return List.of(NdArray.zeros(new TensorType(first, DType.F32)), NdArray.zeros(new TensorType(second, DType.F32)));
  }
}
