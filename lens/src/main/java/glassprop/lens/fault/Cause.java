package glassprop.lens.fault;

/**
 * What explains a wrong result.
 *
 * @param id for machines, such as {@code missing_mean}
 * @param title what was done, as it goes on after "this is what comes out if"
 * @param advice what to think of
 */
public record Cause(String id, String title, String advice) {}
