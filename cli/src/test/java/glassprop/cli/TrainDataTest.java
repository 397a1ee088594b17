package glassprop.cli;

import static glassprop.cli.CommandLineRun.glassprop;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as people have them, through training and prediction: dates, units, gzip. */
@Tag("slow")
class TrainDataTest {
  @TempDir private Path folder;
  private Path sales;

  /** Sales in summer are high where the share is, too; prices in euros, with thousands separators. */
  @BeforeEach
  void write() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder csv = new StringBuilder("day,share,price,sold\n");
    for (int i = 0; i < 120; i++) {
      LocalDate day = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(700));
      double share = random.nextDouble() * 100;
      csv.append(String.format(Locale.ROOT, "%02d.%02d.%d,%.1f %%,\"€ %,.2f\",%s%n", day.getDayOfMonth(), day.getMonthValue(), day.getYear(), share,
          1000 + random.nextDouble() * 50_000, share > 50 ? "many" : "few"));
    }
    sales = Files.writeString(folder.resolve("sales.csv"), csv);
  }

  private CommandLineRun train(Path data, String... options) {
    Object[] all = new Object[6 + options.length];
    System.arraycopy(new Object[] {"train", data, "--epochs", 3, "--out", folder.resolve("run")}, 0, all, 0, 6);
    System.arraycopy(options, 0, all, 6, options.length);
    return glassprop(all);
  }

  private CommandLineRun predict(String row) throws IOException {
    return glassprop("predict", folder.resolve("run"), Files.writeString(folder.resolve("row.csv"), "day,share,price\n" + row + "\n"));
  }

  private static String words(String report) {
    return report.replaceAll("\\s+", " ");
  }

  @Test
  void datesAndUnitsBecomeNumbersInTrainingAndPrediction() throws IOException {
    CommandLineRun run = train(sales);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(words(run.out())).contains(
        "column 'day' holds dates like 31.01.2024, taken as days, month, day of week", "column 'share': numbers with '%' read without it",
        "column 'price': 120 cells with thousands separators, numbers with '€' read without it");
    String withUnits = predict("03.07.2024,60 %,\"€ 1,234.50\"").out();
    assertThat(withUnits.lines()).hasSize(2);
    assertThat(predict("3.7.2024,60.0%,1234.5 EUR").out()).isEqualTo(withUnits);
    assertThat(glassprop("predict", folder.resolve("run"), "--set", "day=03.07.2024,share=60 %,price=€ 1234.50").out()).isEqualTo(withUnits);
  }

  @Test
  void aNumberOfAnotherUnitIsNotTakenForOneOfTraining() throws IOException {
    train(sales);
    CommandLineRun dollars = predict("03.07.2024,60 %,\"$1,234.50\"");
    assertThat(dollars.code()).isEqualTo(2);
    assertThat(dollars.error()).contains("column 'price': expected numbers with '€', as in training, found some with '$'");
    CommandLineRun bare = predict("03.07.2024,0.6,€ 1234.50");
    assertThat(bare.code()).isZero();
    assertThat(bare.err()).contains("column 'share': numbers without a unit taken as if they had '%', as in training");
  }

  @Test
  void aDateOfAnotherFormIsNamed() throws IOException {
    train(sales);
    for (String date : new String[] {"2024-07-03", "31.02.2024", "07/03/2024"}) {
      CommandLineRun run = predict(date + ",60 %,€ 1234.50");
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.error()).contains("line 2, column 'day': expected a date like 31.01.2024, as in training, found '" + date + "'");
    }
  }

  private static byte[] gzip(String text, int times) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      for (int i = 0; i < times; i++) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }
    return packed.toByteArray();
  }

  /** 64 MiB are unpacked in any case, so the file is larger. */
  @Test
  void aFileThatUnpacksTooFarIsRefusedUnlessAsked() throws IOException {
    Path bomb = Files.write(folder.resolve("bomb.csv.gz"), gzip("0,0,0,0,0,0,0\n".repeat(10_000), 600));
    CommandLineRun usual = train(bomb, "--no-header");
    assertThat(usual.code()).isEqualTo(2);
    assertThat(usual.error()).contains("bomb.csv.gz", "unpacks to more than 250 times its size", "--max-expansion");
    CommandLineRun less = train(bomb, "--no-header", "--max-expansion", "10");
    assertThat(less.error()).contains("more than 10 times its size");
    CommandLineRun more = train(bomb, "--no-header", "--max-expansion", "2000");
    assertThat(more.code()).as("it is read, and then there is nothing to learn").isEqualTo(2);
    assertThat(more.error()).doesNotContain("times its size").contains("column");
    assertThat(train(sales, "--max-expansion", "0").error()).contains("--max-expansion 0: expected a whole number, 1 or more");
  }

  @Test
  void aDamagedSecondMemberIsAnErrorWithTheRowsBeforeIt() throws IOException {
    String text = Files.readString(sales);
    int half = text.indexOf('\n', text.length() / 2) + 1;
    byte[] first = gzip(text.substring(0, half), 1);
    byte[] second = gzip(text.substring(half), 1);
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(first);
    both.write(second, 0, 9); // within the header
    CommandLineRun run = train(Files.write(folder.resolve("cut.csv.gz"), both.toByteArray()));
    assertThat(run.code()).isEqualTo(2);
    long rows = text.substring(0, half).lines().count() - 1;
    assertThat(run.error()).contains("cut.csv.gz", "truncated", "(" + rows + " rows were read before that)");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void cellsPartedBySomethingElseAreNotReadAsOneColumnSilently() throws IOException {
    Path colons = Files.writeString(folder.resolve("colons.csv"), "a:b\n1:2\n3:4\n5:6\n");
    assertThat(train(colons).error()).contains("found no other column; a file of several columns has them parted by a tab, ';', '|' or ','");
  }
}
