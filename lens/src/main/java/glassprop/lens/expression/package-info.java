/**
 * The expression language: from text to tensors.
 *
 * <p>{@link glassprop.lens.expression.Program} reads and evaluates, {@link glassprop.lens.expression.Bindings} reads
 * values for its names. What goes wrong is an {@link glassprop.lens.expression.ExpressionException}, whatever the text:
 * it knows the place.
 *
 * <pre>
 * program    = [ statement ] { separator [ statement ] } ;             separator: ; or a new line
 * statement  = [ [ "given" ] name "=" ] expression ;                   given takes the place of what is computed
 * expression = sum [ relation sum ] ;                                  &lt; &lt;= &gt; &gt;= == != ≤ ≥ ≠
 * sum        = term { ( "+" | "-" ) term } ;
 * term       = { "+" | "-" } product ;                                 −x·y is −(x·y), −x^2 is −(x^2)
 * product    = factors { ( "*" | "/" | "@" ) { "+" | "-" } factors } ; from left to right; also · × ⊙ ⊘
 * factors    = power { power } ;                                       3x, 2(x+1): a number is only first
 * power      = postfix [ ( "^" | "**" ) { "+" | "-" } power ] ;        from right to left
 * postfix    = atom { "'" | "ᵀ" | ".T" | ".transpose()" | superscript | selection } ;   x² is x^2
 * selection  = "[" subscript { "," subscript } "]" ;                   without a blank before it
 * subscript  = expression | [ expression ] ":" [ expression ] [ ":" [ expression ] ] ;   x[0], W[:,-1], x[1:3], x[::2]
 * atom       = number | name | text | call | "(" expression ")" | list ;
 * call       = function "(" [ argument { "," argument } ] ")" ;
 * argument   = expression | option "=" expression ;                    sum(x, axis=1), sum(x, axis=[0,1], keep=1)
 * text       = '"' { character } '"' | "'" { character } "'" ;         einsum("ij,jk->ik", a, b)
 * list       = "[" [ expression { "," expression } ] "]" ;             [1,2] a vector, [[1,2],[3,4]] a matrix
 * bindings   = name "=" expression { "," name "=" expression } ;       the expressions use no names but constants
 * </pre>
 *
 * <ul>
 *   <li>Products without a sign bind tighter than {@code *}, {@code /} and {@code @}, and looser than {@code ^}: 2x^2
 *       is 2·(x²), x^2y is x²·y. To the right of {@code /} and {@code @} people read them both ways (1/2x), so there
 *       they are refused: the error gives both ways to write it.
 *   <li>A name before {@code (} is a function if there is one of that name, and a factor otherwise: a(1-a).
 *   <li>Each name stands for one value: assigning it twice is an error. The constants pi, π and e give way to
 *       values of the name.
 *   <li>A new line ends a statement, except within brackets and after a sign that needs an operand. A line
 *       can't begin with one.
 *   <li>From {@code #} to the end of the line is a comment.
 *   <li>Every value is a float64 tensor. A comparison is 1 or 0, and a condition holds where it is not 0.
 *   <li>All signs but {@code @} go element by element, with broadcasting; {@link glassprop.lens.expression.Program.Values#notes} says where that
 *       may be misread.
 *   <li>Indices are whole numbers, counted from 0, or from the back if negative in a subscript. One index takes its axis
 *       away, a vector of them and a range don't. A range must be within its axis. Lists of indices along several axes go
 *       together and broadcast, as in NumPy: x[[0,1],[2,0]] has x[0,2] and x[1,0]; x[[0,1]][:,[2,0]] is a block.
 *   <li>A condition in a subscript, x[x &gt; 0], chooses the elements where it holds, or the rows, if it is a vector. Conditions are
 *       comparisons, products of them, and names that stand for one; any other 1 and 0 are indices.
 *   <li>Options that are numbers of an op, such as the slope of leaky_relu, must be fixed: a value that is differentiated
 *       is refused there, since its gradient would be lost.
 *   <li>Windows take one number for all axes or one for each, {@code window=[2,3]}; padding also one for each end,
 *       {@code padding=[top, bottom, left, right]}.
 * </ul>
 *
 * <p><b>Given values.</b> {@code given A1 = [[0.9, 0.95]]}, of numbers and wherever it stands, takes the place of what the
 * program computes for A1: later statements use the given number, {@link glassprop.lens.expression.Program.Values#computed}
 * has the true one. Gradients pass as if the given number were the value at this point: A1 is
 * given + (computed − c), where c is the number that is computed here and counts as constant. So what comes after is
 * differentiated at the given number, and what comes before at its own values (a straight-through gradient).
 * {@link glassprop.lens.expression.Program#near} keeps c, so that finite differences see the same function. A given for a
 * name that nothing computes is an ordinary value.
 *
 * <p>Uses core alone. It must not import what draws, explains or prints.
 */
@NullMarked
package glassprop.lens.expression;

import org.jspecify.annotations.NullMarked;
