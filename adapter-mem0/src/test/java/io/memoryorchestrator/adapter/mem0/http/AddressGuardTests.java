package io.memoryorchestrator.adapter.mem0.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTests {
    private static final Duration WITHIN = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "0.0.0.0",
                "0.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "2001:db8::1",
                "ff02::1",
                "fec0::1"
            })
    void addressesThatAreNotPublicAreRefused(String address) throws Exception {
        InetAddress found = InetAddress.getByName(address);
        var guard = new AddressGuard(host -> List.of(found), false, WITHIN);

        assertThatThrownBy(() -> guard.lookup("mem0.example"))
                .isInstanceOf(AddressGuard.Refused.class)
                .hasMessageContaining("allow-private-addresses");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "198.20.0.1", "2606:4700::1111", "64:ff9b::808:808"})
    void publicAddressesPass(String address) throws Exception {
        InetAddress found = InetAddress.getByName(address);

        assertThat(new AddressGuard(host -> List.of(found), false, WITHIN).lookup("mem0.example"))
                .containsExactly(found);
    }

    @Test
    void onePrivateAddressAmongPublicOnesRefusesTheName() throws Exception {
        List<InetAddress> mixed = List.of(InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1"));

        assertThatThrownBy(() -> new AddressGuard(host -> mixed, false, WITHIN).lookup("mem0.example"))
                .isInstanceOf(AddressGuard.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "10.0.0.1", "169.254.169.254"})
    void addressesWrittenAsNumbersAreJudgedToo(String literal) {
        var guard = new AddressGuard(host -> List.of(), false, WITHIN);

        assertThatThrownBy(() -> guard.judgeLiteral(literal)).isInstanceOf(AddressGuard.Refused.class);
    }

    @Test
    void privateAddressesPassWhenAllowed() throws Exception {
        var guard = new AddressGuard(host -> List.of(InetAddress.getLoopbackAddress()), true, WITHIN);

        guard.judgeLiteral("127.0.0.1");
        assertThat(guard.lookup("localhost")).hasSize(1);
    }

    @Test
    void aResolverThatHangsIsNotWaitedForBeyondTheTime() {
        var never = new CountDownLatch(1);
        var guard = new AddressGuard(
                host -> {
                    try {
                        never.await(1, TimeUnit.MINUTES);
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                    return List.of();
                },
                true,
                Duration.ofMillis(50));

        assertThatThrownBy(() -> guard.lookup("slow.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("not resolved within 50 ms");
        never.countDown();
    }
}
