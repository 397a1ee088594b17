package glassprop.check;

/** A function of one number: how far one goes from a point along a line. At 0 it has its value at the point. */
interface Line {

  /** The function's value so far from the point; NaN or infinite where it has none. */
  double value(double distance);

  /** The distance that is really gone: x + d is rounded to a number of x's type. */
  double gone(double distance);

  /** The magnitude of what is moved at the point, |x|. */
  double size();

  /** The spacing of the numbers around 1 in the type of x. */
  double epsilon();
}
