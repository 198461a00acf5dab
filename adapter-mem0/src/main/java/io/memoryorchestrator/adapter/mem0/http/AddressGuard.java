package io.memoryorchestrator.adapter.mem0.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Resolves names and refuses addresses that are not public, at the moment of connecting: the addresses judged are the
 * ones connected to, so that a name which changes its answer gains nothing. Ranges: IANA special-purpose registries
 * (RFC 6890) and the IPv6 forms that carry an IPv4 address.
 */
final class AddressGuard implements Dns {
    private final Dns names;
    private final boolean allowPrivate;
    private final Duration within;

    AddressGuard(Dns names, boolean allowPrivate, Duration within) {
        this.names = names;
        this.allowPrivate = allowPrivate;
        this.within = within;
    }

    /** The address was found and is not allowed. */
    static final class Refused extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        Refused(String host) {
            super("The address of " + host
                    + " is private, local or reserved, and calls to such addresses are not allowed;"
                    + " if this is your own server, set allow-private-addresses to true");
        }
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> found = resolve(host);
        if (!allowPrivate && found.stream().anyMatch(address -> !isPublic(address))) {
            throw new Refused(host);
        }
        return found;
    }

    /** An address written as a number is never looked up, so it is judged before the call. */
    void judgeLiteral(String host) throws UnknownHostException {
        if (!allowPrivate && (host.indexOf(':') >= 0 || host.matches("[0-9.]+"))) {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!isPublic(address)) {
                    throw new Refused(host);
                }
            }
        }
    }

    // The JDK's resolver knows no time-out; an abandoned look-up ends by itself on its own virtual thread.
    private List<InetAddress> resolve(String host) throws UnknownHostException {
        var lookup = new FutureTask<>(() -> names.lookup(host));
        Thread.ofVirtual().name("mem0-name-lookup").start(lookup);
        try {
            return lookup.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw named("The name " + host + " was not resolved within " + within.toMillis() + " ms", slow);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw named("Interrupted while resolving " + host, stopped);
        } catch (ExecutionException | CancellationException failed) {
            throw named("The name " + host + " cannot be resolved", failed);
        }
    }

    private static UnknownHostException named(String message, Exception cause) {
        var failure = new UnknownHostException(message);
        failure.initCause(cause);
        return failure;
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return address instanceof Inet4Address ? isPublic4(address.getAddress()) : isPublic6(address.getAddress());
    }

    private static boolean isPublic4(byte[] b) {
        int first = b[0] & 0xFF;
        int second = b[1] & 0xFF;
        int third = b[2] & 0xFF;
        boolean carrierGradeNat = first == 100 && (second & 0xC0) == 64;
        boolean protocolAssignments = first == 192 && second == 0 && third == 0;
        boolean benchmarking = first == 198 && (second & 0xFE) == 18;
        boolean documentation = (first == 192 && second == 0 && third == 2)
                || (first == 198 && second == 51 && third == 100)
                || (first == 203 && second == 0 && third == 113);
        return first != 0 && first < 240 && !carrierGradeNat && !protocolAssignments && !benchmarking && !documentation;
    }

    private static boolean isPublic6(byte[] b) {
        boolean uniqueLocal = (b[0] & 0xFE) == 0xFC;
        boolean documentation = b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0D && (b[3] & 0xFF) == 0xB8;
        boolean nat64 = b[0] == 0 && b[1] == 0x64 && (b[2] & 0xFF) == 0xFF && (b[3] & 0xFF) == 0x9B;
        boolean sixToFour = b[0] == 0x20 && b[1] == 0x02;
        boolean compatible = allZero(b, 0, 12);
        if (nat64) {
            return embedded(b, 12);
        }
        if (sixToFour) {
            return embedded(b, 2);
        }
        return !uniqueLocal && !documentation && !compatible;
    }

    private static boolean embedded(byte[] b, int from) {
        try {
            return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(b, from, from + 4)));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an IPv4 address", impossible);
        }
    }

    private static boolean allZero(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
