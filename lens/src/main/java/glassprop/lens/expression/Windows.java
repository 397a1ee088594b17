package glassprop.lens.expression;

import glassprop.Tensor;
import glassprop.lens.expression.Methods.Method;
import glassprop.op.convolution.Slide;
import java.util.List;
import java.util.Locale;

/**
 * The functions with windows that slide over images and series.
 *
 * <p>One number says the same of rows and of columns, a list says each: {@code stride=[2,1]}. Padding may also be said for each end:
 * {@code padding=[top, bottom, left, right]}, or {@code [before, after]} for a series.
 */
final class Windows {
  private static final int SERIES = 1;
  private static final int IMAGES = 2;

  private Windows() {}

  static List<Method> all() {
    return List.of(
        Methods.method("conv1d(x, weights, *, stride=1, padding=0, dilation=1, groups=1)",
            in -> in.x().conv1d(in.tensor("weights"), slide(in, 0, SERIES), in.size("groups"))),
        Methods.method("conv2d(x, weights, *, stride=1, padding=0, dilation=1, groups=1)",
            in -> in.x().conv2d(in.tensor("weights"), slide(in, 0, IMAGES), slide(in, 1, IMAGES), in.size("groups"))),
        Methods.method("max_pool1d(x, window, *, stride?, padding=0, dilation=1, ceil=0)",
            in -> in.x().maxPool1d(kernel(in, 0, SERIES), slide(in, 0, SERIES))),
        Methods.method("max_pool2d(x, window, *, stride?, padding=0, dilation=1, ceil=0)",
            in -> in.x().maxPool2d(kernel(in, 0, IMAGES), kernel(in, 1, IMAGES), slide(in, 0, IMAGES), slide(in, 1, IMAGES))),
        Methods.method("avg_pool1d(x, window, *, stride?, padding=0, dilation=1, ceil=0, count_padding=1)",
            in -> in.x().avgPool1d(kernel(in, 0, SERIES), slide(in, 0, SERIES), in.flag("count_padding"))),
        Methods.method("avg_pool2d(x, window, *, stride?, padding=0, dilation=1, ceil=0, count_padding=1)", Windows::average),
        Methods.method("unfold(x, window, *, stride=1, padding=0, dilation=1)",
            in -> in.x().unfold(kernel(in, 0, IMAGES), kernel(in, 1, IMAGES), slide(in, 0, IMAGES), slide(in, 1, IMAGES))));
  }

  private static Tensor average(Call in) {
    return in.x().avgPool2d(
        kernel(in, 0, IMAGES), kernel(in, 1, IMAGES), slide(in, 0, IMAGES), slide(in, 1, IMAGES), in.flag("count_padding"));
  }

  private static int kernel(Call in, int axis, int axes) {
    return ofAxis(in, "window", axis, axes);
  }

  /** How the window slides over one of so many axes; windows lie side by side if nothing is said of the stride. */
  private static Slide slide(Call in, int axis, int axes) {
    int[] padding = in.sizes("padding");
    boolean eachEnd = padding.length == 2 * axes;
    int before = eachEnd ? padding[2 * axis] : ofAxis(in, "padding", axis, axes);
    int after = eachEnd ? padding[2 * axis + 1] : before;
    int stride = ofAxis(in, in.has("stride") ? "stride" : "window", axis, axes);
    boolean partial = in.has("ceil") && in.flag("ceil");
    return new Slide(stride, before, after, ofAxis(in, "dilation", axis, axes), partial);
  }

  /** One number for all axes, or one of as many as there are axes. */
  private static int ofAxis(Call in, String name, int axis, int axes) {
    int[] numbers = in.sizes(name);
    if (numbers.length != 1 && numbers.length != axes) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s: %s is one number%s%s, came %d numbers",
                  in.function(), name, axes == 1 ? "" : " or two, for rows and for columns",
                  name.equals("padding") ? String.format(Locale.ROOT, " or %d, for each end", 2 * axes) : "", numbers.length));
    }
    return numbers.length == 1 ? numbers[0] : numbers[axis];
  }
}
