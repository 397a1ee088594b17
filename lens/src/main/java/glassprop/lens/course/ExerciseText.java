package glassprop.lens.course;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sections of an exercise's Markdown file: a heading {@code # A2 · Title}, lines {@code key: value}, and sections under
 * {@code ## Name}.
 *
 * @param file how messages call it
 * @param keys of the lines between the heading and the first section
 */
record ExerciseText(String file, String id, String title, Map<String, Line> keys, Map<String, Section> sections) {
  private static final Pattern HEADING = Pattern.compile("# (\\w+) · (.+)");
  private static final Pattern KEY = Pattern.compile("(\\w+): (.+)");

  /** A line and its number. */
  record Line(int number, String text) {}

  /** The lines of a section. */
  record Section(int number, List<Line> lines) {
    /** As it was written, without blank lines around. */
    String text() {
      return String.join("\n", lines.stream().map(Line::text).toList()).strip();
    }

    /** The lines that aren't blank, without blanks around. */
    List<Line> content() {
      return lines.stream().filter(line -> !line.text().isBlank()).map(l -> new Line(l.number(), l.text().strip())).toList();
    }
  }

  static ExerciseText read(String file, String text) {
    String id = "";
    String title = "";
    Map<String, Line> keys = new LinkedHashMap<>();
    Map<String, Section> sections = new LinkedHashMap<>();
    List<Line> open = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      Matcher heading = HEADING.matcher(line);
      Matcher key = KEY.matcher(line);
      if (number == 1) {
        if (!heading.matches()) {
          throw problem(file, number, "expected a heading, as in # A2 · One neuron");
        }
        id = heading.group(1);
        title = heading.group(2).strip();
      } else if (line.startsWith("## ")) {
        open = new ArrayList<>();
        if (sections.put(line.substring(3).strip(), new Section(number, open)) != null) {
          throw problem(file, number, "this section is there twice");
        }
      } else if (!sections.isEmpty()) {
        open.add(new Line(number, line));
      } else if (key.matches()) {
        keys.put(key.group(1), new Line(number, key.group(2).strip()));
      } else if (!line.isBlank()) {
        throw problem(file, number, "expected key: value, or a section as in ## Statement; came " + line);
      }
    }
    return new ExerciseText(file, id, title, keys, sections);
  }

  static CourseException problem(String file, int line, String problem) {
    return new CourseException(String.format(Locale.ROOT, "%s:%d: %s", file, line, problem));
  }

  CourseException problem(int line, String problem) {
    return problem(file, line, problem);
  }

  /** A section that must be there. */
  Section section(String name) {
    Section section = sections.get(name);
    if (section == null) {
      throw problem(1, "there is no section ## " + name);
    }
    return section;
  }

  /** The lines of a section; none if it isn't there. */
  List<Line> content(String name) {
    Section section = sections.get(name);
    return section == null ? List.of() : section.content();
  }
}
