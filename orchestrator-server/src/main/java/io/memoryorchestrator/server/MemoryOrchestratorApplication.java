package io.memoryorchestrator.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the server. */
@SpringBootApplication
public class MemoryOrchestratorApplication {
    public static void main(String[] args) {
        SpringApplication.run(MemoryOrchestratorApplication.class, args);
    }
}
