package glassprop.cli;

import glassprop.Tensor;
import glassprop.lens.derivation.ClosedForm;
import glassprop.lens.derivation.Contribution;
import glassprop.lens.derivation.Derivation;
import glassprop.lens.derivation.Gradient;
import glassprop.lens.derivation.Quantity;
import glassprop.lens.typeset.Numerals;
import glassprop.lens.typeset.TextWriter;
import glassprop.op.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A derivation as one JSON object. Numbers that aren't finite, and those that a derivation in symbols doesn't have, are null. */
final class DerivationJson {
  private static final int ANY_WIDTH = 80; // formulas are not broken

  private final Derivation derivation;
  private final TextWriter text;

  private DerivationJson(Derivation derivation) {
    this.derivation = derivation;
    this.text = new TextWriter(derivation, new Numerals(17), ANY_WIDTH);
  }

  static String of(Derivation derivation) {
    return JsonMapper.builder().build().writeValueAsString(new DerivationJson(derivation).all());
  }

  private Map<String, @Nullable Object> all() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("value", value(derivation.resultQuantity().value()));
    Map<String, @Nullable Object> gradients = new LinkedHashMap<>();
    for (int slot : derivation.wrt()) {
      derivation.gradient(slot)
          .ifPresent(gradient -> gradients.put(derivation.quantity(slot).name(), value(gradient.value())));
    }
    all.put("gradients", gradients);
    all.put("steps", derivation.steps().stream().map(this::step).toList());
    Map<String, String> closedForms = new LinkedHashMap<>();
    for (ClosedForm form : derivation.closedForms()) {
      closedForms.put(derivation.quantity(form.slot()).name(), text.formula(form.term()));
    }
    all.put("closedForm", closedForms);
    all.put("notes", derivation.notes());
    all.put("maxRelativeError", derivation.isSymbolic() ? null : finite(derivation.maxRelativeError()));
    return all;
  }

  private Map<String, @Nullable Object> step(Quantity quantity) {
    Map<String, @Nullable Object> step = new LinkedHashMap<>();
    step.put("name", quantity.name());
    step.put("op", quantity.op().map(Op::mnemonic).orElse(""));
    step.put("formula", text.formula(quantity.formula().orElseThrow()));
    step.put("value", value(quantity.value()));
    quantity.computed().ifPresent(computed -> step.put("computed", value(computed)));
    step.put("local", local(quantity.slot()));
    Gradient gradient = derivation.gradient(quantity.slot()).orElse(null);
    step.put("cotangent", gradient == null ? null : value(gradient.value()));
    step.put(
        "contributions",
        gradient == null ? List.of() : gradient.contributions().stream().map(this::contribution).toList());
    return step;
  }

  /** The derivatives with respect to what is in the formula: slopes, or the rule where there is no such number for each element. */
  private List<Map<String, @Nullable Object>> local(int slot) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (Gradient gradient : derivation.gradients()) {
      for (Contribution contribution : gradient.contributions()) {
        if (contribution.from() == slot) {
          Map<String, @Nullable Object> local = new LinkedHashMap<>();
          local.put("input", derivation.quantity(gradient.slot()).name());
          local.put("symbol", text.formula(contribution.slope().orElse(contribution.rule())));
          local.put("value", contribution.local().isPresent() ? value(contribution.local().get()) : null);
          all.add(local);
        }
      }
    }
    return all.reversed();
  }

  private Map<String, @Nullable Object> contribution(Contribution contribution) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("from", derivation.quantity(contribution.from()).name());
    all.put("rule", text.formula(contribution.rule()));
    all.put("value", value(contribution.value()));
    return all;
  }

  private @Nullable Object value(Tensor value) {
    return derivation.isSymbolic() ? null : nested(value);
  }

  /** A number, or lists of lists of them. */
  private static @Nullable Object nested(Tensor x) {
    if (x.shape().rank() == 0) {
      return finite(x.toDoubles()[0]);
    }
    List<@Nullable Object> parts = new ArrayList<>();
    for (int i = 0; i < x.shape().get(0); i++) {
      parts.add(nested(x.select(0, i)));
    }
    return parts;
  }

  private static @Nullable Double finite(double x) {
    return Double.isFinite(x) ? x : null;
  }
}
