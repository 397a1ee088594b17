package glassprop.lens.expression;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.op.Domain;
import glassprop.op.Op;
import glassprop.op.Specimen;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An op as a function of the language.
 *
 * <p>An op is a row of a table or a record. The components of a record are its parameters, and the specimens show which
 * of them are the same for all ops of that mnemonic; see {@link Parameter}. Reading them by reflection spares a list of
 * ops here that would have to be kept up.
 *
 * @param specimen the first of the op's kind: it shows what the inputs are
 * @param parameters one for each component of the record
 */
record OpFunction(Specimen specimen, List<Parameter> parameters) implements Function {

  /** The function of the ops that these specimens are of: one kind and mnemonic; empty if it can't be called. */
  static Optional<OpFunction> of(List<Specimen> kind) {
    Op op = kind.getFirst().op();
    if (!op.getClass().isRecord()) {
      return op instanceof Enum<?> ? Optional.of(new OpFunction(kind.getFirst(), List.of())) : Optional.empty();
    }
    if (!Modifier.isPublic(op.getClass().getModifiers())) {
      return Optional.empty();
    }
    List<Parameter> parameters = new ArrayList<>();
    for (RecordComponent component : op.getClass().getRecordComponents()) {
      Optional<Parameter> parameter =
          Parameter.of(component, kind.stream().map(specimen -> value(component, specimen.op())).distinct().toList());
      if (parameter.isEmpty()) {
        return Optional.empty();
      }
      parameters.add(parameter.get());
    }
    return Optional.of(new OpFunction(kind.getFirst(), parameters));
  }

  private static Object value(RecordComponent component, Op op) {
    try {
      return component.getAccessor().invoke(op);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't read " + component + " of " + op, e);
    }
  }

  Op op() {
    return specimen.op();
  }

  int arity() {
    return specimen.inputs().size();
  }

  @Override
  public boolean takes(int values) {
    return values == arity();
  }

  @Override
  public String usage() {
    List<String> names = new ArrayList<>(List.of("x", "y", "z").subList(0, Math.min(3, arity())));
    options().forEach(option -> names.add(option + "=…"));
    return op().mnemonic() + "(" + String.join(", ", names) + ")";
  }

  @Override
  public List<String> options() {
    return parameters.stream().flatMap(parameter -> parameter.options().stream()).toList();
  }

  @Override
  public Tensor of(Arguments arguments) {
    Tensor[] inputs = new Tensor[arguments.values().size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = input(arguments.values().get(i), i);
    }
    return Tensor.apply(op(inputs[0], arguments.options()), inputs).to(DType.F64);
  }

  private Op op(Tensor first, Map<String, Tensor> options) {
    if (parameters.isEmpty()) {
      return op();
    }
    Class<?>[] types =
        Arrays.stream(op().getClass().getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = parameters.stream().map(parameter -> parameter.value(op().mnemonic(), first, options)).toArray();
    try {
      return op().getClass().getConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't make another " + op(), e);
    }
  }

  /** An argument in the element type that the op wants; a condition holds where the number is not 0. */
  private Tensor input(Tensor x, int slot) {
    return switch (specimen.inputs().get(slot).domain()) {
      case Domain.Reals _ -> x;
      case Domain.Booleans _ -> Call.condition(x);
      case Domain.Indices _, Domain.Places _ -> Call.index(op().mnemonic() + ": value " + (slot + 1), x);
    };
  }
}
