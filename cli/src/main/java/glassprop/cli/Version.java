package glassprop.cli;

import glassprop.workbench.Release;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {
  private Version() {}

  @Override
  public String[] getVersion() {
    return new String[] {
      "glassprop " + Release.version(), "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
    };
  }
}
