package io.memoryorchestrator.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import tools.jackson.databind.json.JsonMapper;

/** Answers 401, in words, to a request whose caller is not known. */
final class AskForToken implements AuthenticationEntryPoint {
    private static final String MISSING = "token_missing";

    private final JsonMapper mapper;

    AskForToken(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        String code = code(request, refused);
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", HttpStatus.UNAUTHORIZED.getReasonPhrase());
        problem.put("status", HttpStatus.UNAUTHORIZED.value());
        problem.put("detail", detail(code, refused));
        problem.put("instance", request.getRequestURI());
        problem.put("code", code);
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE, code.equals(MISSING) ? "Bearer" : "Bearer error=\"invalid_token\"");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(mapper.writeValueAsBytes(problem));
    }

    private static String code(HttpServletRequest request, AuthenticationException refused) {
        if (refused instanceof TokenRefusedException reason) {
            return reason.code();
        }
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null ? MISSING : TokenRefusedException.INVALID;
    }

    private static String detail(String code, AuthenticationException refused) {
        if (refused instanceof TokenRefusedException reason) {
            return String.valueOf(reason.getMessage());
        }
        return code.equals(MISSING)
                ? "This needs a token: send the header 'Authorization: Bearer <access token>'"
                : "The Authorization header must be 'Bearer <access token>', once";
    }
}
