package glassprop.lens.course;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.lens.worksheet.Answer;
import glassprop.lens.worksheet.Cell;
import glassprop.lens.worksheet.Computation;
import glassprop.lens.worksheet.Entry;
import glassprop.lens.worksheet.Judge;
import glassprop.lens.worksheet.Judgement;
import glassprop.lens.worksheet.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What may be wrong with numbers that a program gave: they are judged as a worksheet's are.
 *
 * @param cells what the numbers are, one after the other
 */
record Suspicion(Computation computation, List<Cell> cells, List<NdArray> right, double tolerance) {
  private static final double SLACK = 1e-6; // between the numbers of a trial and those of its program
  private static final int FEWEST = 4;
  private static final int MOST = 13;

  /**
   * A suspicion of the numbers of a trial.
   *
   * @param subject what they are quantities of; not needed if none are named
   * @throws IllegalStateException if they aren't these quantities: the trial is wrong, and not the program
   */
  static Suspicion of(Optional<Computation> subject, NdArray expected, double tolerance, String... quantities) {
    if (quantities.length == 0) {
      Computation none = Computation.of(List.of(), new LinkedHashMap<>(), "");
      Cell cell = cell("the result", none.figure(text(expected, MOST)));
      return new Suspicion(none, List.of(cell), List.of(expected), tolerance);
    }
    Computation computation = subject.orElseThrow(() -> new IllegalStateException("a trial of quantities, but about nothing"));
    List<Cell> cells = Arrays.stream(quantities).map(name -> cell(name, computation.quantity(name).orElseThrow())).toList();
    List<NdArray> right = Arrays.stream(quantities).map(computation::computed).toList();
    double[] flat = right.stream().flatMapToDouble(x -> Arrays.stream(x.toDoubles())).toArray();
    double[] wanted = expected.toDoubles();
    if (flat.length != wanted.length || IntStream.range(0, flat.length).anyMatch(i -> Math.abs(flat[i] - wanted[i]) > SLACK * (1 + Math.abs(wanted[i])))) {
      throw new IllegalStateException("a trial expects " + Arrays.toString(wanted) + ", but its program gives " + Arrays.toString(flat));
    }
    return new Suspicion(computation, cells, right, tolerance);
  }

  private static Cell cell(String name, Quantity quantity) {
    return new Cell(name, Optional.of(quantity), Cell.Kind.NUMBER, "", "", "");
  }

  /** What explains numbers that are wrong, in sentences. */
  List<String> reasons(double[] came) {
    List<NdArray> parts = new ArrayList<>();
    int at = 0;
    for (NdArray part : right) {
      parts.add(NdArray.over(Arrays.copyOfRange(came, at, at + part.size()), part.shape()));
      at += part.size();
    }
    return reasons(parts);
  }

  /** What explains a result that is wrong, perhaps by its shape. */
  List<String> reasons(NdArray came) {
    return reasons(List.of(came));
  }

  private List<String> reasons(List<NdArray> came) {
    if (came.stream().flatMapToDouble(x -> Arrays.stream(x.toDoubles())).anyMatch(Double::isNaN)) {
      return List.of("NaN comes of 0/0, of ∞ − ∞, and of the logarithm or the root of a number below 0");
    }
    if (came.stream().flatMapToDouble(x -> Arrays.stream(x.toDoubles())).allMatch(x -> x == 0)) {
      return List.of("0 comes of a factor that is 0; in Java a quotient of whole numbers is cut, so 1/2 is 0: write 1.0/2");
    }
    Map<String, Answer> answers = new LinkedHashMap<>();
    int digits = Math.clamp((int) -Math.log10(tolerance) - 1, FEWEST, MOST);
    for (int i = 0; i < cells.size(); i++) {
      if (came.get(i).isFinite()) {
        answers.put(cells.get(i).name(), Answer.number(new Entry(0, text(came.get(i), digits))));
      }
    }
    return new Judge(computation, cells, Map.of()).judge(answers).stream().filter(judgement -> !judgement.causes().isEmpty()).findFirst()
        .map(this::told).orElse(List.of());
  }

  private List<String> told(Judgement judgement) {
    String of = cells.size() > 1 ? judgement.cell().name() + ": " : "";
    List<String> told = new ArrayList<>();
    told.add(of + "this is exactly what comes out if " + judgement.causes().stream().map(cause -> cause.title()).collect(Collectors.joining(", or if ")));
    judgement.causes().forEach(cause -> told.add(cause.advice()));
    return told;
  }

  /** Numbers as a worksheet has them. */
  private static String text(NdArray x, int digits) {
    if (x.shape().rank() == 0) {
      return String.format(Locale.ROOT, "%." + digits + "e", x.get());
    }
    int[] sizes = x.shape().toArray();
    Shape inner = Shape.of(Arrays.copyOfRange(sizes, 1, sizes.length));
    return IntStream.range(0, sizes[0]).mapToObj(i -> text(x.slice(0, i, 1, 1).contiguous().reshape(inner), digits)).toList().toString();
  }
}
