package glassprop.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One is singular, every other number plural. */
class CountedTest {
  @Test
  void oneIsSingular() {
    assertThat(Counted.of(1, "input")).isEqualTo("1 input");
    assertThat(Counted.of(0, "input")).isEqualTo("0 inputs");
    assertThat(Counted.of(2, "axis")).isEqualTo("2 axes");
    assertThat(Counted.of(1, "axis")).isEqualTo("1 axis");
    assertThat(Counted.of(3, "index")).isEqualTo("3 indices");
    assertThat(Counted.of(10, "class")).isEqualTo("10 classes");
  }
}
