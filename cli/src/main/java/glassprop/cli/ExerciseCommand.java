package glassprop.cli;

import glassprop.cli.exercise.JudgementReport;
import glassprop.cli.exercise.Lesson;
import glassprop.cli.exercise.ProgressReport;
import glassprop.cli.terminal.Failure;
import glassprop.lens.course.Course;
import glassprop.lens.course.CourseException;
import glassprop.lens.course.Exercise;
import glassprop.lens.course.ProgramRun;
import glassprop.lens.course.Programs;
import glassprop.lens.course.Progress;
import glassprop.lens.course.Workspace;
import glassprop.lens.course.experiment.Experiments;
import glassprop.lens.worksheet.Answer;
import glassprop.lens.worksheet.Cell;
import glassprop.lens.worksheet.Judgement;
import glassprop.lens.worksheet.Verdict;
import glassprop.lens.worksheet.Worksheet;
import glassprop.lens.worksheet.WorksheetException;
import glassprop.text.ShellWord;
import glassprop.text.Visible;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code glassprop exercise}: the course, with worksheets and programs that are judged. */
@Command(
    name = "exercise",
    description = "The course: exercises with worksheets and programs, hints, and a judge that says where it went wrong.",
    footer = {
      "",
      "Exit code of check: 0 if all is right, 1 if something is wrong or open, 2 if an answer can't be read.",
      "",
      "  glassprop exercise list",
      "  glassprop exercise start A2",
      "  glassprop exercise check A2",
      "  glassprop exercise check U2 z=0.6 a=0.6457 \"dL/dw=2*(a-y)*a*(1-a)*x\""
    },
    sortOptions = false)
final class ExerciseCommand implements Runnable {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Option(names = "--in", paramLabel = "FOLDER", defaultValue = "glassprop-course", scope = ScopeType.INHERIT,
      description = "Your folder, where worksheets, programs and progress are. Default: ${DEFAULT-VALUE}.")
  private Path folder = Path.of("glassprop-course");

  private ExerciseCommand() {}

  /** Without a subcommand: says what there is. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private Workspace workspace() {
    return new Workspace(folder, LocalDate.now(ZoneId.systemDefault()));
  }

  @Command(description = "All exercises, and what is done of them.")
  int list(@Option(names = "--json", description = "Print JSON.") boolean json) {
    return telling(() -> {
      Progress progress = workspace().progress();
      if (json) {
        new Lesson(main.console()).listJson(progress);
      } else {
        new Lesson(main.console()).list(progress);
      }
      return ExitCode.OK;
    });
  }

  @Command(description = "What an exercise asks.")
  int show(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--seed", defaultValue = "0", paramLabel = "N", description = "A variant's.") long seed) {
    return telling(() -> {
      new Lesson(main.console()).show(Workspace.variant(Course.exercise(id), seed), seed);
      return ExitCode.OK;
    });
  }

  @Command(description = "Begins an exercise: writes its worksheet, and a program to complete if it asks for one.")
  int start(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--seed", defaultValue = "0", paramLabel = "N", description = "A variant's.") long seed) {
    return telling(() -> begin(Course.exercise(id), seed));
  }

  @Command(description = "Begins a variant of an exercise, with other numbers.")
  int variant(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--seed", required = true, paramLabel = "N", description = "Any whole number above 0.") long seed) {
    return telling(() -> {
      if (seed < 1) {
        throw Failure.ofInput("--seed " + seed + ": expected a whole number above 0");
      }
      return begin(Course.exercise(id), seed);
    });
  }

  private int begin(Exercise exercise, long seed) {
    List<Workspace.Started> files = workspace().start(exercise, seed);
    for (Workspace.Started started : files) {
      main.console().out().println(
          (started.isNew() ? "wrote " : "already there, and left as it is: ") + Visible.escaped(started.file().toString()));
    }
    if (!exercise.cells().isEmpty() || exercise.code()) {
      main.console().out().println("Fill in what is open, then: " + exercise.command("check", seed));
    }
    if (exercise.code() && seed == 0) {
      main.console().out().println("The program runs by itself: " + exercise.command("run", 0) + ", or");
      main.console().out().println("  " + String.join(" ", ProgramRun.command(workspace().program(exercise)).stream().map(ShellWord::of).toList()));
    }
    exercise.experiment().ifPresent(
        _ -> main.console().out().println("The experiment: " + exercise.command("run", 0) + " --experiment"));
    return ExitCode.OK;
  }

  @Command(description = "Judges a worksheet, a program, or answers that are given here.")
  int check(
      @Parameters(index = "0", paramLabel = "ID") String id,
      @Parameters(index = "1..*", arity = "0..*", paramLabel = "ANSWERS",
          description = "A worksheet file, or answers such as z=0.6 or dL/dw=2*(a-y)*x. Default: the worksheet in your"
              + " folder.") List<String> answers,
      @Option(names = "--seed", defaultValue = "0", paramLabel = "N", description = "A variant's.") long seed,
      @Option(names = "--json", description = "Print one JSON object instead of a report; with the right numbers, once you have tried.")
          boolean json,
      @Option(names = "--reveal", description = "With --json: the right numbers also without a try.") boolean reveal) {
    return telling(() -> {
      Exercise exercise = Course.exercise(id);
      boolean open = isOpen(exercise, json && reveal);
      List<String> given = answers == null ? List.of() : answers;
      if (!given.isEmpty() && given.getFirst().contains("=") && !Files.exists(Path.of(given.getFirst()))) {
        return checkAnswers(exercise, seed, given, json ? Optional.of(open) : Optional.empty());
      }
      if (given.size() > 1) {
        throw Failure.ofInput("expected one worksheet, or answers such as z=0.6; came " + Visible.escaped(given.get(1)));
      }
      return checkFiles(exercise, given, seed, json ? Optional.of(open) : Optional.empty());
    });
  }

  /** Whether the right numbers may be told: after a try, or if they are asked for without one, which is noted. */
  private boolean isOpen(Exercise exercise, boolean reveal) {
    if (reveal) {
      workspace().revealed(exercise);
    }
    return reveal || workspace().isTried(exercise);
  }

  /** Judges files; as JSON, with the right numbers or without, if the last argument is present. */
  private int checkFiles(Exercise exercise, List<String> given, long seed, Optional<Boolean> json) {
    if (json.isPresent() && exercise.cells().isEmpty()) {
      throw Failure.ofInput("--json is for worksheets, and " + exercise.id() + " has none");
    }
    int code = ExitCode.OK;
    boolean answered = false;
    Path program = workspace().program(exercise);
    boolean tried = exercise.code() && given.isEmpty() && seed == 0 && Files.exists(program) && json.isEmpty();
    Path sheet = given.isEmpty() ? workspace().worksheet(exercise, seed) : Path.of(given.getFirst());
    if (!exercise.cells().isEmpty() && (!tried || Files.exists(sheet))) {
      Workspace.Filled filled = Workspace.read(exercise, seed, sheet);
      Worksheet worksheet = filled.worksheet();
      code = judge(filled.exercise(), worksheet.seed(), worksheet.answers(), json, true);
      worksheet.problems().forEach(this::tell);
      answered = worksheet.answers().values().stream().anyMatch(answer -> !answer.isOpen());
      code = worksheet.problems().isEmpty() ? code : ExitCode.USAGE;
    } else if (!tried) {
      throw Failure.ofInput(
          exercise.code() ? "there is no program yet: " + exercise.command("start", 0)
              : exercise.id() + " is an experiment: " + exercise.command("run", 0));
    }
    if (tried) {
      ProgramRun run = ProgramRun.trials(exercise, program);
      new JudgementReport(main.console()).print(run);
      workspace().passed(exercise, run.isOk());
      code = Math.max(code, run.isOk() ? ExitCode.OK : ExitCode.SOFTWARE);
      answered |= !Programs.isStarter(exercise, program);
    }
    if (answered) {
      workspace().checked(exercise);
    }
    return code;
  }

  /** Judges the answers that can be made out, and tells the others. */
  private int checkAnswers(Exercise exercise, long seed, List<String> given, Optional<Boolean> json) {
    List<String> problems = new ArrayList<>();
    Map<String, Answer> answers = answers(exercise, given, problems);
    int code = ExitCode.USAGE;
    if (!answers.isEmpty()) {
      code = judge(Workspace.variant(exercise, seed), seed, answers, json, false);
      workspace().checked(exercise);
    }
    problems.forEach(this::tell);
    return problems.isEmpty() ? code : ExitCode.USAGE;
  }

  private static Map<String, Answer> answers(Exercise exercise, List<String> given, List<String> problems) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    for (String one : given) {
      int equals = one.indexOf('=');
      String name = equals < 0 ? one : one.substring(0, equals);
      String text = equals < 0 ? "" : one.substring(equals + 1).strip();
      Optional<Cell> cell = Worksheet.cell(exercise.cells(), name);
      if (cell.isEmpty()) {
        problems.add("there is no cell " + name + " in " + exercise.id() + "; there are "
            + String.join(", ", exercise.cells().stream().map(Cell::name).toList()));
      } else if (text.isEmpty()) {
        problems.add("no answer for " + name + ": expected " + name + "=…");
      } else if (answers.putIfAbsent(cell.get().name(), Answer.of(cell.get(), text)) != null) {
        problems.add("there are two answers for " + cell.get().name() + "; the first was judged");
      }
    }
    return answers;
  }

  private int judge(Exercise exercise, long seed, Map<String, Answer> answers, Optional<Boolean> json, boolean noted) {
    List<Judgement> judged = exercise.judge().judge(answers);
    JudgementReport report = new JudgementReport(main.console());
    json.ifPresentOrElse(open -> report.json(exercise, seed, judged, open), () -> report.print(exercise, seed, judged));
    if (noted) {
      workspace().judged(exercise, judged);
    }
    if (judged.stream().anyMatch(j -> j.verdict() == Verdict.UNREADABLE)) {
      return ExitCode.USAGE;
    }
    return judged.stream().allMatch(Judgement::isDone) ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  @Command(description = "The next hint: there are three, each saying more.")
  int hint(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--seed", defaultValue = "0", paramLabel = "N", description = "A variant's.") long seed) {
    return telling(() -> {
      Exercise exercise = Workspace.variant(Course.exercise(id), seed);
      new Lesson(main.console()).hint(exercise, seed, workspace().nextHint(exercise));
      return ExitCode.OK;
    });
  }

  @Command(description = "The worked solution, once you have tried.")
  int solve(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--seed", defaultValue = "0", paramLabel = "N", description = "A variant's.") long seed,
      @Option(names = "--reveal", description = "Also without a try.") boolean reveal) {
    return telling(() -> {
      Exercise exercise = Workspace.variant(Course.exercise(id), seed);
      if (!isOpen(exercise, reveal)) {
        throw Failure.ofInput("try it first: the solution is shown once an answer to " + exercise.id()
            + " has been checked, or with --reveal; " + exercise.command("hint", seed) + " may be enough");
      }
      new Lesson(main.console()).solve(exercise, seed);
      return ExitCode.OK;
    });
  }

  @Command(description = "Runs the program of an exercise, or its experiment.")
  int run(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--experiment", description = "The experiment, where there is a program too.") boolean experiment) {
    return telling(() -> {
      Exercise exercise = Course.exercise(id);
      if (exercise.experiment().isPresent() && (experiment || !exercise.code())) {
        new Lesson(main.console()).exhibit(exercise, Experiments.run(exercise.experiment().get()));
        workspace().experimented(exercise);
        return ExitCode.OK;
      }
      if (!exercise.code()) {
        throw Failure.ofInput(exercise.id() + " has neither a program nor an experiment to run");
      }
      ProgramRun run = ProgramRun.of(workspace().program(exercise));
      run.lines().forEach(main.console().out()::println);
      return run.exitCode() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    });
  }

  @Command(description = "What is done, part by part.")
  int progress() {
    return telling(() -> {
      new ProgressReport(main.console()).print(workspace().progress());
      return ExitCode.OK;
    });
  }

  /** Tells what is wrong with a worksheet or an id, a line for each. */
  private int telling(Supplier<Integer> command) {
    List<String> problems = new ArrayList<>();
    try {
      return command.get();
    } catch (WorksheetException e) {
      problems.addAll(e.problems());
    } catch (CourseException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    problems.forEach(this::tell);
    return ExitCode.USAGE;
  }

  private void tell(String problem) {
    main.console().err().println("glassprop: " + Visible.escaped(problem));
  }
}
