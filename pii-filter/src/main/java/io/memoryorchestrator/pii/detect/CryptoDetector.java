package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/** Cryptocurrency addresses: Base58Check (Bitcoin and its kin, Tron, XRP), Bech32 (BIP 173 and 350), and Ethereum's forty hexadecimal digits. */
final class CryptoDetector implements Detector {

    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    /** The same digits in the order of the XRP ledger. */
    private static final String RIPPLE58 = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";

    private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int BECH32M = 0x2bc830a3;
    private static final int PAYLOAD = 25;

    @Override
    public long types() {
        return Detector.bit(PiiType.CRYPTO);
    }

    @Override
    public int hits() {
        return Detector.on(Hits.MIXED);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        int length = detail - at;
        if (length < 26 || length > 90) {
            return;
        }
        String text = scan.text().substring(at, detail);
        if (length == 42 && text.startsWith("0x") && text.substring(2).chars().allMatch(c -> Chars.hex((char) c))) {
            scan.report(PiiType.CRYPTO, at, detail, 0.95, "ethereum");
        } else if (length <= 35 && "13LMDXmn2tT".indexOf(text.charAt(0)) >= 0 && base58Check(text, BASE58)) {
            scan.report(PiiType.CRYPTO, at, detail, 0.99, "base58check");
        } else if (length <= 35 && text.charAt(0) == 'r' && base58Check(text, RIPPLE58)) {
            scan.report(PiiType.CRYPTO, at, detail, 0.99, "base58check");
        } else if (bech32(text)) {
            scan.report(PiiType.CRYPTO, at, detail, 0.99, "bech32");
        }
    }

    static boolean base58Check(String text, String digits) {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int digit = digits.indexOf(text.charAt(i));
            if (digit < 0) {
                return false;
            }
            value = value.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(digit));
        }
        byte[] raw = value.toByteArray();
        int skip = raw[0] == 0 ? 1 : 0;
        int size = raw.length - skip;
        if (size > PAYLOAD) {
            return false;
        }
        byte[] payload = new byte[PAYLOAD];
        System.arraycopy(raw, skip, payload, PAYLOAD - size, size);
        byte[] hash = sha256(sha256(Arrays.copyOf(payload, PAYLOAD - 4)));
        return Arrays.equals(hash, 0, 4, payload, PAYLOAD - 4, PAYLOAD);
    }

    static boolean bech32(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int separator = lower.lastIndexOf('1');
        boolean known = lower.startsWith("bc1") || lower.startsWith("tb1") || lower.startsWith("ltc1");
        if (!known || !(text.equals(lower) || text.equals(text.toUpperCase(Locale.ROOT)))) {
            return false;
        }
        int check = 1;
        for (int i = 0; i < separator; i++) {
            check = polymod(check) ^ (lower.charAt(i) >> 5);
        }
        check = polymod(check);
        for (int i = 0; i < separator; i++) {
            check = polymod(check) ^ (lower.charAt(i) & 31);
        }
        for (int i = separator + 1; i < lower.length(); i++) {
            int value = BECH32.indexOf(lower.charAt(i));
            if (value < 0) {
                return false;
            }
            check = polymod(check) ^ value;
        }
        return check == 1 || check == BECH32M;
    }

    private static int polymod(int check) {
        int top = check >>> 25;
        int next = (check & 0x1FFFFFF) << 5;
        for (int i = 0; i < GENERATOR.length; i++) {
            if ((top >> i & 1) == 1) {
                next ^= GENERATOR[i];
            }
        }
        return next;
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-256, this one does not", e);
        }
    }
}
