package wire

import "netanswer/shared/form"

// Code names what went wrong to machines. site has the one table of codes and statuses.
type Code string

// The codes.
const (
	Invalid         Code = "invalid"           // 422, with problems
	BadRequest      Code = "bad_request"       // 400
	Forbidden       Code = "forbidden"         // 403
	NotFound        Code = "not_found"         // 404
	BadMethod       Code = "bad_method"        // 405
	Timeout         Code = "timeout"           // 408
	Conflict        Code = "conflict"          // 409
	TooLarge        Code = "too_large"         // 413
	BadType         Code = "bad_type"          // 415
	Misdirected     Code = "misdirected"       // 421: for another host
	TooMany         Code = "too_many"          // 429
	HeadersTooLarge Code = "headers_too_large" // 431
	Internal        Code = "internal"          // 500
	Unavailable     Code = "unavailable"       // 503
)

// Failure is an answer that is no screen. It is what JSON says and what the error page shows.
type Failure struct {
	Code       Code           `json:"code"`
	Message    string         `json:"message,omitempty"`
	RetryAfter int            `json:"retry_after,omitempty"` // s
	RequestID  string         `json:"request_id,omitempty"`
	Problems   []form.Problem `json:"problems,omitempty"`
	Terms      *Terms         `json:"terms,omitempty"` // with Conflict: the texts now in force
}
