package io.memoryorchestrator.pii.detect;

/**
 * How one issuer's keys look: a prefix and at least so many characters of an alphabet after it.
 *
 * @param name the issuer, as it appears in a finding's detector
 * @param prefix what every key begins with
 * @param alphabet which characters follow
 * @param shortest how many follow at least
 */
record KeyFormat(String name, String prefix, Alphabet alphabet, int shortest) {

    /** Which characters a key is made of. */
    enum Alphabet {
        HEX,
        UPPER,
        WORD,
        BASE64URL,
        DOTTED;

        boolean has(char c) {
            return switch (this) {
                case HEX -> Chars.hex(c);
                case UPPER -> c >= 'A' && c <= 'Z' || Chars.digit(c);
                case WORD -> Chars.asciiWord(c) || c == '_';
                case BASE64URL -> Chars.asciiWord(c) || c == '_' || c == '-';
                case DOTTED -> Chars.asciiWord(c) || "_-.+/=".indexOf(c) >= 0;
            };
        }
    }

    /** Published or documented key formats of cloud providers, code hosts, payment, messaging and model services. */
    static final KeyFormat[] KNOWN = {
        new KeyFormat("aws", "AKIA", Alphabet.UPPER, 16),
        new KeyFormat("aws", "ASIA", Alphabet.UPPER, 16),
        new KeyFormat("aws", "ABIA", Alphabet.UPPER, 16),
        new KeyFormat("aws", "ACCA", Alphabet.UPPER, 16),
        new KeyFormat("google", "AIza", Alphabet.BASE64URL, 30),
        new KeyFormat("google", "ya29.", Alphabet.BASE64URL, 20),
        new KeyFormat("google", "GOCSPX-", Alphabet.BASE64URL, 20),
        new KeyFormat("github", "ghp_", Alphabet.WORD, 30),
        new KeyFormat("github", "gho_", Alphabet.WORD, 30),
        new KeyFormat("github", "ghu_", Alphabet.WORD, 30),
        new KeyFormat("github", "ghs_", Alphabet.WORD, 30),
        new KeyFormat("github", "ghr_", Alphabet.WORD, 30),
        new KeyFormat("github", "github_pat_", Alphabet.WORD, 30),
        new KeyFormat("gitlab", "glpat-", Alphabet.DOTTED, 20),
        new KeyFormat("gitlab", "gldt-", Alphabet.BASE64URL, 20),
        new KeyFormat("gitlab", "glrt-", Alphabet.BASE64URL, 20),
        new KeyFormat("gitlab", "glptt-", Alphabet.BASE64URL, 20),
        new KeyFormat("slack", "xoxb-", Alphabet.BASE64URL, 10),
        new KeyFormat("slack", "xoxp-", Alphabet.BASE64URL, 10),
        new KeyFormat("slack", "xoxa-", Alphabet.BASE64URL, 10),
        new KeyFormat("slack", "xoxr-", Alphabet.BASE64URL, 10),
        new KeyFormat("slack", "xoxs-", Alphabet.BASE64URL, 10),
        new KeyFormat("slack", "xoxe-", Alphabet.BASE64URL, 10),
        new KeyFormat("slack", "xoxe.", Alphabet.DOTTED, 10),
        new KeyFormat("slack", "xapp-", Alphabet.BASE64URL, 10),
        new KeyFormat("stripe", "sk_live_", Alphabet.WORD, 16),
        new KeyFormat("stripe", "sk_test_", Alphabet.WORD, 16),
        new KeyFormat("stripe", "rk_live_", Alphabet.WORD, 16),
        new KeyFormat("stripe", "rk_test_", Alphabet.WORD, 16),
        new KeyFormat("stripe", "pk_live_", Alphabet.WORD, 16),
        new KeyFormat("stripe", "pk_test_", Alphabet.WORD, 16),
        new KeyFormat("stripe", "whsec_", Alphabet.DOTTED, 16),
        new KeyFormat("openai", "sk-", Alphabet.BASE64URL, 20),
        new KeyFormat("groq", "gsk_", Alphabet.WORD, 20),
        new KeyFormat("xai", "xai-", Alphabet.BASE64URL, 20),
        new KeyFormat("huggingface", "hf_", Alphabet.WORD, 20),
        new KeyFormat("replicate", "r8_", Alphabet.WORD, 20),
        new KeyFormat("perplexity", "pplx-", Alphabet.WORD, 20),
        new KeyFormat("nvidia", "nvapi-", Alphabet.BASE64URL, 20),
        new KeyFormat("langsmith", "lsv2_", Alphabet.WORD, 20),
        new KeyFormat("mem0", "m0-", Alphabet.BASE64URL, 20),
        new KeyFormat("supabase", "sbp_", Alphabet.WORD, 20),
        new KeyFormat("supabase", "sb_secret_", Alphabet.BASE64URL, 16),
        new KeyFormat("supabase", "sb_publishable_", Alphabet.BASE64URL, 16),
        new KeyFormat("npm", "npm_", Alphabet.WORD, 30),
        new KeyFormat("pypi", "pypi-", Alphabet.BASE64URL, 30),
        new KeyFormat("rubygems", "rubygems_", Alphabet.HEX, 30),
        new KeyFormat("docker", "dckr_pat_", Alphabet.BASE64URL, 20),
        new KeyFormat("digitalocean", "dop_v1_", Alphabet.HEX, 40),
        new KeyFormat("digitalocean", "doo_v1_", Alphabet.HEX, 40),
        new KeyFormat("sendgrid", "SG.", Alphabet.DOTTED, 40),
        new KeyFormat("mailgun", "key-", Alphabet.HEX, 32),
        new KeyFormat("mailchimp", "md-", Alphabet.BASE64URL, 20),
        new KeyFormat("twilio", "SK", Alphabet.HEX, 32),
        new KeyFormat("twilio", "AC", Alphabet.HEX, 32),
        new KeyFormat("square", "sq0atp-", Alphabet.BASE64URL, 20),
        new KeyFormat("square", "sq0csp-", Alphabet.BASE64URL, 20),
        new KeyFormat("shopify", "shpat_", Alphabet.HEX, 30),
        new KeyFormat("shopify", "shpss_", Alphabet.HEX, 30),
        new KeyFormat("shopify", "shpca_", Alphabet.HEX, 30),
        new KeyFormat("shopify", "shppa_", Alphabet.HEX, 30),
        new KeyFormat("linear", "lin_api_", Alphabet.WORD, 30),
        new KeyFormat("notion", "ntn_", Alphabet.WORD, 30),
        new KeyFormat("figma", "figd_", Alphabet.BASE64URL, 20),
        new KeyFormat("databricks", "dapi", Alphabet.HEX, 32),
        new KeyFormat("grafana", "glsa_", Alphabet.WORD, 30),
        new KeyFormat("vault", "hvs.", Alphabet.BASE64URL, 20),
        new KeyFormat("newrelic", "NRAK-", Alphabet.WORD, 20),
        new KeyFormat("postman", "PMAK-", Alphabet.BASE64URL, 20),
        new KeyFormat("tailscale", "tskey-", Alphabet.BASE64URL, 16),
        new KeyFormat("age", "AGE-SECRET-KEY-1", Alphabet.UPPER, 40),
        new KeyFormat("planetscale", "pscale_", Alphabet.DOTTED, 20),
        new KeyFormat("atlassian", "ATATT3", Alphabet.DOTTED, 40),
    };
}
