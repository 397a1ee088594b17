package glassprop.bench;

/**
 * What was seen of one piece of work.
 *
 * @param median nanoseconds of one run: the median of the batches' means
 * @param lowerQuartile of the batches, in nanoseconds
 * @param upperQuartile of the batches, in nanoseconds
 * @param batches how many
 * @param allocatedBytes on the Java heap by the measuring thread, per run
 * @param elsewhere processor time of the process's other threads (garbage collector, compiler, helpers), relative to this thread's
 */
record Sample(
    double median, double lowerQuartile, double upperQuartile, int batches, long allocatedBytes, double elsewhere) {

  /** Half the distance of the quartiles, relative to the median. */
  double spread() {
    return (upperQuartile - lowerQuartile) / 2 / median;
  }
}
