package glassprop.lens.graph.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassprop.lens.graph.layout.Layout.Arc;
import glassprop.lens.graph.layout.Layout.Box;
import glassprop.lens.graph.layout.Layout.Point;
import glassprop.lens.graph.layout.Layout.Route;
import glassprop.lens.graph.layout.Layout.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
  private static final double TOUCH = 1e-6;

  /** Boxes of many sizes, each used by some that come later. */
  private static List<Arc> arcs(SplittableRandom random, int count) {
    List<Arc> arcs = new ArrayList<>();
    for (int to = 1; to < count; to++) {
      for (int slot = random.nextInt(4); slot > 0; slot--) {
        arcs.add(new Arc(random.nextInt(to), to));
      }
    }
    return arcs;
  }

  private static List<Size> sizes(SplittableRandom random, int count) {
    List<Size> sizes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sizes.add(new Size(20 + random.nextInt(150), 15 + random.nextInt(80)));
    }
    return sizes;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 20, 60, 200})
  void boxesKeepApartAndEdgesGoBetweenThem(int count) {
    for (int seed = 0; seed < 5; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Size> sizes = sizes(random, count);
      List<Arc> arcs = arcs(random, count);
      Layout layout = Layout.of(sizes, arcs);
      for (int i = 0; i < count; i++) {
        Box box = layout.boxes().get(i);
        assertThat(new Size(box.width(), box.height())).isEqualTo(sizes.get(i));
        assertThat(box.x()).isGreaterThanOrEqualTo(-TOUCH);
        assertThat(box.x() + box.width()).isLessThanOrEqualTo(layout.width() + TOUCH);
        assertThat(box.y() + box.height()).isLessThanOrEqualTo(layout.height() + TOUCH);
        for (int j = 0; j < i; j++) {
          assertThat(overlap(box, layout.boxes().get(j))).as("boxes %d and %d", i, j).isFalse();
        }
      }
      for (int e = 0; e < arcs.size(); e++) {
        Arc arc = arcs.get(e);
        List<Route> siblings = IntStream.range(0, e).filter(other -> arcs.get(other).from() == arc.from())
            .mapToObj(layout.routes()::get).toList();
        requireRoute(layout, arc, layout.routes().get(e).points(), siblings);
      }
    }
  }

  private static boolean overlap(Box a, Box b) {
    return a.x() < b.x() + b.width() && b.x() < a.x() + a.width() && a.y() < b.y() + b.height() && b.y() < a.y() + a.height();
  }

  /** From box to box, always downwards, and the vertical pieces through no other box. */
  private static void requireRoute(Layout layout, Arc arc, List<Point> points, List<Route> siblings) {
    Box from = layout.boxes().get(arc.from());
    Box to = layout.boxes().get(arc.to());
    Point start = points.getFirst();
    boolean atBox = start.y() == from.y() + from.height() && start.x() > from.x() && start.x() < from.x() + from.width();
    assertThat(atBox || siblings.stream().anyMatch(route -> route.points().contains(start))).isTrue();
    assertThat(points.getLast().y()).isEqualTo(to.y());
    assertThat(points.getLast().x()).isBetween(to.x(), to.x() + to.width());
    for (int i = 1; i < points.size(); i++) {
      assertThat(points.get(i).y()).isGreaterThanOrEqualTo(points.get(i - 1).y());
      if (i % 2 == 1) {
        Point above = points.get(i - 1);
        Point below = points.get(i);
        assertThat(below.x()).isEqualTo(above.x());
        assertThat(layout.boxes()).noneMatch(box ->
            above.x() > box.x() && above.x() < box.x() + box.width()
                && above.y() < box.y() + box.height() - TOUCH && below.y() > box.y() + TOUCH);
      }
    }
  }

  @Test
  void aTreeHasNoCrossingsAndAChainIsStraight() {
    List<Size> sizes = Collections.nCopies(5, new Size(50, 20));
    Layout chain = Layout.of(sizes, List.of(new Arc(0, 1), new Arc(1, 2), new Arc(2, 3), new Arc(3, 4)));
    assertThat(chain.boxes()).extracting(Box::x).containsOnly(0.0);
    Layout fork = Layout.of(sizes, List.of(new Arc(1, 2), new Arc(0, 2), new Arc(2, 4), new Arc(3, 4)));
    assertThat(fork.boxes().get(1).x()).as("inputs from left to right").isLessThan(fork.boxes().get(0).x());
    assertThat(fork.boxes().get(2).x()).isLessThan(fork.boxes().get(3).x());
  }

  @Test
  void anInputStandsRightAboveItsFirstUse() {
    List<Size> sizes = Collections.nCopies(5, new Size(50, 20));
    Layout layout = Layout.of(sizes, List.of(new Arc(0, 1), new Arc(1, 2), new Arc(2, 4), new Arc(3, 4)));
    assertThat(layout.boxes().get(3).y()).isEqualTo(layout.boxes().get(2).y()).isGreaterThan(layout.boxes().get(1).y());
  }

  @Test
  void aCycleIsRefused() {
    List<Size> sizes = Collections.nCopies(2, new Size(50, 20));
    assertThatThrownBy(() -> Layout.of(sizes, List.of(new Arc(0, 1), new Arc(1, 0))))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("cycle");
  }
}
