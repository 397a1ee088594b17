package glassprop.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the public and protected elements of a source without a documentation comment.
 *
 * <p>Not asked for: methods that override (the comment is inherited), the constructor of a record (its components are documented
 * with the record), and enum constants (a row of a table of ops says all there is in its arguments).
 */
final class UncommentedApi extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final DocTrees trees;
  private final CompilationUnitTree unit;
  private final List<String> found;

  UncommentedApi(JavacTask task, CompilationUnitTree unit, List<String> found) {
    this.trees = DocTrees.instance(task);
    this.unit = unit;
    this.found = found;
  }

  @Override
  public @Nullable Void visitClass(ClassTree node, @Nullable Void nothing) {
    if (isApi(node.getModifiers())) {
      check(node, node.getSimpleName().toString());
      scan(node.getMembers(), null);
    }
    return null;
  }

  @Override
  public @Nullable Void visitMethod(MethodTree node, @Nullable Void nothing) {
    boolean overrides =
        node.getModifiers().getAnnotations().stream().anyMatch(a -> a.getAnnotationType().toString().equals("Override"));
    boolean recordConstructor = owner().getKind() == Kind.RECORD && node.getName().contentEquals("<init>");
    if (isApi(node.getModifiers()) && !overrides && !recordConstructor) {
      check(node, node.getName().toString());
    }
    return null; // never into a body: what is declared there is no API
  }

  @Override
  public @Nullable Void visitVariable(VariableTree node, @Nullable Void nothing) {
    if (isApi(node.getModifiers()) && owner().getKind() != Kind.ENUM) {
      check(node, node.getName().toString());
    }
    return null;
  }

  private Tree owner() {
    return getCurrentPath().getParentPath().getLeaf();
  }

  private boolean isApi(ModifiersTree modifiers) {
    boolean ofInterface = owner().getKind() == Kind.INTERFACE || owner().getKind() == Kind.ANNOTATION_TYPE;
    return modifiers.getFlags().contains(Modifier.PUBLIC)
        || modifiers.getFlags().contains(Modifier.PROTECTED)
        || (ofInterface && !modifiers.getFlags().contains(Modifier.PRIVATE));
  }

  private void check(Tree node, String name) {
    if (trees.getDocComment(getCurrentPath()) == null) {
      long line = unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, node));
      found.add(unit.getSourceFile().getName() + ":" + line + ": " + name + " is public and has no comment");
    }
  }
}
