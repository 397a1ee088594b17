package glassprop.nn.io;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** A program that saves a model, to be killed or to compete with others. */
final class SavingProcess {
  private static final int PIECE = 100;

  private int pointsLeft;

  private SavingProcess(int pointsLeft) {
    this.pointsLeft = pointsLeft;
  }

  public static void main(String... arguments) throws IOException {
    Path path = Path.of(arguments[1]);
    int number = Integer.parseInt(arguments[2]);
    if (arguments[0].equals("stop")) {
      new SavingProcess(number).saveAndStop(path);
    } else {
      for (int i = 0; i < 60; i++) {
        Safetensors.write(path, large(number), Map.of());
      }
    }
    System.out.println("done");
  }

  /** A model of several buffers, all of one number. */
  static Map<String, NdArray> large(int number) {
    float[] numbers = new float[200_000];
    Arrays.fill(numbers, number);
    return Map.of("w", NdArray.over(numbers, Shape.of(numbers.length)));
  }

  /** Saves, and stands still at a point: before and after each piece that is written, and between the other steps. */
  private void saveAndStop(Path path) {
    AtomicFile.Content model = new SafetensorsContent(path, Fixtures.model(2), Map.of());
    AtomicFile.write(path, new AtomicFile.Content() {
      @Override
      public long bytes() {
        return model.bytes();
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        model.writeTo(new Pieces(out));
      }
    }, step -> point(step.name()));
  }

  private void point(String name) {
    if (pointsLeft-- == 0) {
      System.out.println(name);
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final class Pieces extends FilterOutputStream {
    Pieces(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      for (int at = 0; at < length; at += PIECE) {
        out.write(bytes, from + at, Math.min(PIECE, length - at));
        out.flush();
        point("WRITING");
      }
    }
  }
}
