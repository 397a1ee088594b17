package glassprop.cli.terminal;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/** Which Glassprop this is. */
public final class Release {
  private Release() {}

  /** The version that the build wrote into the module descriptor. */
  public static String version() {
    return Optional.ofNullable(Release.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .orElse("(unknown version)");
  }
}
