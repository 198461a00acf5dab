package io.memoryorchestrator.local.postgres;

import io.memoryorchestrator.local.process.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debian's package tools, run as root or through {@code sudo} that asks nothing, and never asking questions. */
final class Apt {

    private static final Pattern CANDIDATE = Pattern.compile("Candidate: (\\S+)");
    private static final Pattern LEADING_NUMBER = Pattern.compile("(\\d+).*");

    private final List<String> prefix;
    private boolean updated;

    private Apt(List<String> prefix) {
        this.prefix = prefix;
    }

    /** Empty where there is no apt, or no way to become root without being asked. */
    static Optional<Apt> ofThisMachine() {
        if (Command.of("apt-get", "--version").tryRun().isEmpty()) {
            return Optional.empty();
        }
        if (ClusterOwner.isRoot()) {
            return Optional.of(new Apt(List.of()));
        }
        return Command.of("sudo", "-n", "true")
                .deadline(Duration.ofSeconds(10))
                .tryRun()
                .filter(Command.Result::succeeded)
                .map(works -> new Apt(List.of("sudo", "-n")));
    }

    /** The version apt would install; the lists are fetched once when it knows none. */
    Optional<String> candidate(String name) {
        Optional<String> known = ask(name);
        if (known.isEmpty() && !updated) {
            update();
            return ask(name);
        }
        return known;
    }

    static Optional<String> parseCandidate(String policy) {
        Matcher matcher = CANDIDATE.matcher(policy);
        return matcher.find() && !matcher.group(1).equals("(none)") ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** 15 for {@code 15+248+deb12u1}: the major version in the version of the package {@code postgresql}. */
    static Optional<Integer> majorOf(String version) {
        Matcher matcher = LEADING_NUMBER.matcher(version);
        return matcher.matches() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
    }

    boolean isInstalled(String name) {
        return Command.of("dpkg-query", "-W", "-f", "${Status}", name)
                .tryRun()
                .filter(Command.Result::succeeded)
                .map(result -> result.output().strip().equals("install ok installed"))
                .orElse(false);
    }

    /** Installs what is not installed yet. */
    void install(List<String> names) {
        List<String> missing = names.stream().filter(name -> !isInstalled(name)).toList();
        if (!missing.isEmpty()) {
            get("install", missing);
        }
    }

    /** Installs again, for a package whose files were removed. */
    void reinstall(String name) {
        get("install", List.of("--reinstall", name));
    }

    /** Runs any program as root. */
    void asRoot(String purpose, Duration deadline, List<String> words) {
        Command.Result result = root(words, deadline);
        if (!result.succeeded()) {
            throw new ProvisioningException(purpose + " failed: " + result.lastLines(3));
        }
    }

    private void get(String action, List<String> what) {
        Command.Result result = tryGet(action, what);
        if (!result.succeeded()) {
            // An earlier run may have been killed half-way, and old lists name files that are gone.
            root(List.of("dpkg", "--configure", "-a"), Duration.ofMinutes(10));
            update();
            result = tryGet(action, what);
        }
        if (!result.succeeded()) {
            throw new ProvisioningException(
                    "apt-get " + action + " " + String.join(" ", what) + " failed: " + result.lastLines(3));
        }
    }

    private Command.Result tryGet(String action, List<String> what) {
        List<String> words = new ArrayList<>(
                List.of("apt-get", action, "-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"));
        words.addAll(what);
        return root(words, Duration.ofMinutes(15));
    }

    private void update() {
        if (!updated) {
            updated = true;
            root(List.of("apt-get", "update", "-q", "-o", "DPkg::Lock::Timeout=300"), Duration.ofMinutes(5));
        }
    }

    private Command.Result root(List<String> words, Duration deadline) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(List.of("env", "DEBIAN_FRONTEND=noninteractive", "NEEDRESTART_MODE=l", "LC_ALL=C"));
        all.addAll(words);
        return Command.of(all)
                .deadline(deadline)
                .tryRun()
                .orElseThrow(() -> new ProvisioningException("the program '" + all.getFirst() + "' was not found"));
    }

    private static Optional<String> ask(String name) {
        return Command.of("apt-cache", "policy", name)
                .with("LC_ALL", "C")
                .tryRun()
                .filter(Command.Result::succeeded)
                .flatMap(result -> parseCandidate(result.output()));
    }
}
