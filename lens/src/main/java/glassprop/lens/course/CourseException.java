package glassprop.lens.course;

/** Something about an exercise or a learner's folder that can't be done, and what to do instead. */
public final class CourseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a message of one line. */
  public CourseException(String message) {
    super(message);
  }

  CourseException(String message, Throwable cause) {
    super(message, cause);
  }
}
