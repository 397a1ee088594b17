import glassprop.Tensor;
import glassprop.lens.course.Trials;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class U7Trials {
  static Trials trials() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
    Tensor x = Tensor.normal(random, 5, 3);
    Tensor upstream = Tensor.normal(random, 5, 2);
    List<Tensor> p = List.of(
        Tensor.normal(random, 3, 4).tracked(), Tensor.normal(random, 4).tracked(),
        Tensor.normal(random, 4, 2).tracked(), Tensor.normal(random, 2).tracked());
    Tensor out = x.matmul(p.get(0)).plus(p.get(1)).relu().matmul(p.get(2)).plus(p.get(3));
    out.backward(upstream);
    U7 net = new U7(p.get(0).detach(), p.get(1).detach(), p.get(2).detach(), p.get(3).detach());
    Trials trials = new Trials()
        .about("""
            z1 = x @ W1 + b1
            a1 = relu(z1)
            out = a1 @ W2 + b2
            L = sum(out*g)""",
            Map.of("x", x, "g", upstream, "W1", p.get(0), "b1", p.get(1), "W2", p.get(2), "b2", p.get(3)))
        .numbers("forward", out.toDoubles(), () -> net.forward(x).toDoubles(), "out")
        .holds("backward has the keys W1, b1, W2, b2", "it has others",
            () -> after(net, x, upstream).equals(Set.of("W1", "b1", "W2", "b2")));
    List<String> names = List.of("W1", "b1", "W2", "b2");
    for (int i = 0; i < 4; i++) {
      String name = names.get(i);
      Tensor right = p.get(i).grad();
      trials.holds(name + " has the shape " + right.shape(), "it has another", () -> gradient(net, x, upstream, name).shape().equals(right.shape()));
      trials.numbers(name + ", summed over the batch", right.toDoubles(), () -> gradient(net, x, upstream, name).toDoubles(), "dL/d" + name);
    }
    return trials;
  }

  private static Set<String> after(U7 net, Tensor x, Tensor upstream) {
    net.forward(x);
    return net.backward(upstream).keySet();
  }

  private static Tensor gradient(U7 net, Tensor x, Tensor upstream, String name) {
    net.forward(x);
    return net.backward(upstream).get(name);
  }

  static void main() {
    trials().report().forEach(IO::println);
  }
}
