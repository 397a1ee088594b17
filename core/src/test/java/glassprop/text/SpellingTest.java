package glassprop.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final List<String> KNOWN = List.of("sigmoid", "softmax", "sin", "Species", "relu");

  @Test
  void aboutOneLetterInThreeMayBeWrong() {
    assertThat(Spelling.nearest("sofmax", KNOWN)).contains("softmax");
    assertThat(Spelling.nearest("sigmiod", KNOWN)).contains("sigmoid");
    assertThat(Spelling.nearest("rleu", KNOWN)).contains("relu");
    assertThat(Spelling.nearest("sine", KNOWN)).contains("sin");
    assertThat(Spelling.nearest("species", KNOWN)).contains("Species");
    assertThat(Spelling.nearest("cos", KNOWN)).isEmpty();
    assertThat(Spelling.nearest("", KNOWN)).isEmpty();
    assertThat(Spelling.nearest("sin", List.of())).isEmpty();
  }

  @Test
  void ofTheNearestTheFirstIsTaken() {
    assertThat(Spelling.nearest("tam", List.of("tan", "tam2", "tam"))).contains("tam");
    assertThat(Spelling.nearest("w3", List.of("w1", "w2"))).contains("w1");
  }

  @Test
  void veryLongWordsAreNotCompared() {
    assertThat(Spelling.nearest("x".repeat(100_000), List.of("x".repeat(100_000)))).isEmpty();
    assertThat(Spelling.nearest("xx", List.of("x".repeat(100_000)))).isEmpty();
  }

  @Test
  void aSuggestionIsAQuestion() {
    assertThat(Spelling.suggestion("rely", KNOWN)).isEqualTo("; did you mean relu?");
    assertThat(Spelling.suggestion("tanh", KNOWN)).isEmpty();
  }
}
