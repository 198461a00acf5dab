package io.memoryorchestrator.cli.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a figure was measured on. */
public final class Machine {
    private Machine() {}

    public static Map<String, Object> json() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            machine.put("memoryGiB", Math.round(system.getTotalMemorySize() / 1_073_741_824.0));
            machine.put("loadBefore", Math.round(system.getSystemLoadAverage() * 10) / 10.0);
        }
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        machine.put("java", System.getProperty("java.version"));
        return machine;
    }
}
