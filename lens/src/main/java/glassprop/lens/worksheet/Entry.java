package glassprop.lens.worksheet;

/**
 * What a learner wrote in a space of a cell.
 *
 * @param line of the worksheet where it begins; 0 if it did not come from a file
 * @param text not blank
 */
public record Entry(int line, String text) {}
